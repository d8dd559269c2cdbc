"""What a wake-up costs among many idle connections, and among none."""

from . import loads, peers, proxies
from .configs import Setup
from .table import Row

IDLE, BUSY = 9_900, 32
WARM = 4  # seconds


def measure(bench, table, given):
    for name in bench.plain:
        proxy = proxies.Proxy(bench, name, Setup(connections=IDLE + 50))
        if name != "haloom-jdk" and proxies.started(proxy):
            with proxy:
                peers.attempt(f"crowd of {name}", _measure_one, table, proxy, given)


def _measure_one(table, proxy, given):
    row = loads.Load("crowd", f"TCP kept alive, {BUSY} connections", "ask", (BUSY, loads.S, 64))
    if proxies.is_haloom(proxy.name):
        loads.run_once(proxy, row, WARM * given.warm)
    for count in (0, IDLE):
        holder = peers.load_aside("hold", proxy.port, count, count)
        try:
            if count and not holder.stdout.readline():
                raise RuntimeError(f"{proxy.name}: not all connections could be held")
            figures = loads.run_once(proxy, row, given.seconds)
        finally:
            holder.kill()
            holder.wait()
        title = f"{row.title} beside {count:,} idle: CPU per request"
        table.note(Row(f"crowd-{count}", title, "us", "less"), proxy.name, figures["spent"] * 1e6 / max(1, figures["answered"]))
