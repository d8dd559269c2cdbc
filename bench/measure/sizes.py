"""What many servers, bind lines and checks cost: the time to start, memory, connections per second, CPU."""

import time

from . import peers, proxies
from .configs import Setup
from .table import Row

SERVERS = (1, 100, 10_000)
BINDS = (1, 1_000)
CHECKED = 1_000
WARM = 3  # seconds of load before the measured ones; the same for all counts, so that they compare


def measure(bench, table, names, given):
    for name in bench.plain:
        if name == "haloom-jdk":
            continue
        if "servers" in names:
            for count in SERVERS:
                peers.attempt(f"servers of {name}", _servers, bench, table, name, count, given)
        if "binds" in names:
            for count in BINDS:
                proxy = proxies.Proxy(bench, name, Setup(binds=count))
                peers.attempt(f"binds of {name}", _note_start, table, proxy, "binds", f"{count:,} bind line{'s' * (count > 1)}")
        if "checks" in names and name != "nginx":
            peers.attempt(f"checks of {name}", _checks, bench, table, name)


def _servers_said(count):
    return f"{count:,} server{'s' * (count > 1)}"


def _note_start(table, proxy, key, title):
    """Starts and stops it; notes how long the start took, and the memory then."""
    count = max(proxy.setup.servers, proxy.setup.binds)
    took = proxy.start()
    table.note(Row(f"{key}-{count}-start", f"{title}: warm start to first byte", "ms", "less"), proxy.name, took * 1000)
    resident = proxies.resident_kb(proxy.pid) / 1024
    table.note(Row(f"{key}-{count}-memory", f"{title}: resident memory", "MB", "less"), proxy.name, resident)
    proxy.stop()


def _servers(bench, table, name, count, given):
    _note_start(table, proxies.Proxy(bench, name, Setup(servers=count)), "servers", _servers_said(count))
    with proxies.Proxy(bench, name, Setup(servers=count)) as proxy:
        if proxies.is_haloom(name):
            peers.load("connect", proxy.port, 32, WARM * given.warm, 64)
        before = proxies.cpu_seconds(proxy.pid)
        figures = peers.load("connect", proxy.port, 32, given.seconds, 64)
        spent = proxies.cpu_seconds(proxy.pid) - before
    row = Row(f"servers-{count}-cpu", f"{_servers_said(count)}: CPU per connection", "us", "less")
    table.note(row, name, spent * 1e6 / max(1, figures["answered"]))


def _checks(bench, table, name):
    """CPU for a check of each of 1,000 servers every second, once the first round is over."""
    with proxies.Proxy(bench, name, Setup(servers=CHECKED, check="check inter 1s")) as proxy:
        time.sleep(5)
        before = proxies.cpu_seconds(proxy.pid)
        time.sleep(4)
        busy = (proxies.cpu_seconds(proxy.pid) - before) / 4
    table.note(Row("checks", f"{CHECKED:,} servers checked every second: CPU", "% of a core", "less"), name, busy * 100)
