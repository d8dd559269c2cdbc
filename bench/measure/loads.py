"""Throughput, latency and CPU under load: each row's proxies in turns, round after round."""

import dataclasses

from . import proxies
from .configs import Setup
from .peers import attempt, load
from .table import Row


@dataclasses.dataclass(frozen=True)
class Load:
    """A row: `arguments` are those of `load KIND PORT`, with SECONDS where the time goes."""

    key: str
    title: str
    kind: str
    arguments: tuple
    http: bool = False
    rules: bool = False
    tails: bool = False  # its percentiles are rows too
    warm: float = 4  # seconds of load before the first round, for what compiles itself
    unit: str = "requests/s"


S = "SECONDS"
KEPT = {
    "tcp-64": Load("tcp-64", "TCP kept alive, 64 connections", "ask", (64, S, 64), tails=True, warm=20),
    "tcp-1": Load("tcp-1", "TCP kept alive, 1 connection", "ask", (1, S, 64), warm=2),
    "tcp-1000": Load("tcp-1000", "TCP kept alive, 1,000 connections", "ask", (1000, S, 64), warm=2),
    "tcp-connect": Load("tcp-connect", "TCP, a connection per request", "connect", (32, S, 64), warm=10),
    "bulk-1": Load("bulk-1", "TCP bulk, one stream", "bulk", (1, S), unit="MB/s"),
    "bulk-8": Load("bulk-8", "TCP bulk, eight streams", "bulk", (8, S), warm=2, unit="MB/s"),
    "tcp-64k": Load("tcp-64k", "TCP kept alive, answers of 64 KB", "ask", (64, S, 65536), warm=2),
    "http-64": Load("http-64", "HTTP kept alive, 64 connections", "ask", (64, S, 64), http=True, tails=True, warm=20),
    "http-connect": Load("http-connect", "HTTP, a connection per request", "connect", (32, S, 64), http=True, warm=10),
    "http-rules": Load("http-rules", "HTTP kept alive, 50 rules and 20 ACLs", "ask", (64, S, 64), http=True, rules=True, warm=8),
    "http-64k": Load("http-64k", "HTTP kept alive, answers of 64 KB", "ask", (64, S, 65536), http=True, warm=2),
}
# The JDK's transport takes part in these only: it is there for where epoll is not.
MAIN = ("tcp-64", "tcp-connect", "bulk-1", "http-64", "http-connect", "http-rules")
NAMES = (*KEPT, "tcp-light", "tcp-half", "http-light", "http-half")


def paced(name, table):
    """The load of NAME, tcp-half say; half of what HAProxy, or the first proxy, did with 64 connections."""
    mode, share = name.split("-")
    if share == "light":
        return Load(name, f"{mode.upper()} at 1,000 requests/s", "pace", (8, S, 1000), http=mode == "http", tails=True, warm=1)
    full = [table.median(f"{mode}-64", proxy) for proxy in table.proxies()]
    rate = next((int(rate / 2) for rate in full if rate), 20_000)
    return Load(name, f"{mode.upper()} at half load, {rate:,} requests/s", "pace", (64, S, rate), http=mode == "http", tails=True, warm=1)


def run_once(proxy, row, seconds):
    """One round; what `load` printed, and `spent`: the proxy's CPU seconds."""
    arguments = [seconds if word is S else word for word in row.arguments]
    before = proxies.cpu_seconds(proxy.pid)
    figures = load(row.kind, proxy.port + row.rules, *arguments, http=row.http)
    figures["spent"] = proxies.cpu_seconds(proxy.pid) - before
    if figures["errors"]:
        print(f"bench: {proxy.name} had {figures['errors']} errors in {row.key}", flush=True)
    return figures


def _note(table, row, proxy, figures):
    if row.kind == "pace":
        _tails(table, row, proxy, figures)
        return
    table.note(Row(row.key, row.title, row.unit, "more"), proxy.name, figures["rate"])
    if row.kind == "bulk":
        return
    if figures["answered"]:
        per_request = figures["spent"] * 1e6 / figures["answered"]
        table.note(Row(f"{row.key}-cpu", f"{row.title}: CPU per request", "us", "less"), proxy.name, per_request)
        clients = figures["cpu"] * 1e6 / figures["answered"]
        table.note(Row(f"{row.key}-peers", f"{row.title}: CPU per request of the clients", "us"), proxy.name, clients)
    if row.tails:
        _tails(table, row, proxy, figures)


def _tails(table, row, proxy, figures):
    for key, name in (("p50", "p50"), ("p99", "p99"), ("p999", "p99.9")):
        table.note(Row(f"{row.key}-{key}", f"{row.title}: {name}", "us", "less"), proxy.name, figures[key])


def _measure_row(table, row, running, given):
    for proxy in running:
        run_once(proxy, row, row.warm * given.warm if proxies.is_haloom(proxy.name) else 0.5)
    for _ in range(given.rounds):
        for proxy in running:
            _note(table, row, proxy, run_once(proxy, row, given.seconds))


def measure(bench, table, names, given):
    """Measures the rows of `names`, those of one mode with one process per proxy; `given` tells for how long."""
    for mode in ("tcp", "http"):
        chosen = [name for name in names if (KEPT[name].http if name in KEPT else name.startswith("http")) == (mode == "http")]
        if not chosen:
            continue
        with proxies.running(_candidates(bench, mode, chosen)) as running:
            for name in chosen:
                row = KEPT.get(name) or paced(name, table)
                taking_part = [proxy for proxy in running if _takes_part(proxy, row)]
                attempt(name, _measure_row, table, row, taking_part, given)
    _rule_costs(table)


def _candidates(bench, mode, chosen):
    for name in bench.proxies:
        if name.endswith("-splice") and not any(row.startswith("bulk") for row in chosen):
            continue
        setup = Setup(mode, rules=mode == "http" and name != "nginx" and "http-rules" in chosen)
        yield proxies.Proxy(bench, name, setup)


def _takes_part(proxy, row):
    if proxy.name.endswith("-splice"):
        return row.kind == "bulk"
    if proxy.name == "haloom-jdk" and row.key not in MAIN:
        return False
    return not row.rules or proxy.setup.rules


def _rule_costs(table):
    """How many times as much CPU a request costs with the rules."""
    row = Row("rules-factor", "HTTP: CPU with 50 rules and 20 ACLs, times that without", "x", "less")
    for proxy in table.proxies():
        plain, ruled = table.median("http-64-cpu", proxy), table.median("http-rules-cpu", proxy)
        if plain and ruled:
            table.note(row, proxy, ruled / plain)
