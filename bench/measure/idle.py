"""Resident memory per idle connection, as a slope between two counts, and what idle ones cost in CPU."""

import time

from . import proxies
from .configs import Setup
from .peers import attempt, load_aside
from .table import Row

LOW, HIGH = 1_000, 9_900
SETTLE, WATCH = 1.5, 2  # seconds


def measure(bench, table, names):
    for name in names:
        mode = name.removeprefix("idle-")
        for proxy_name in bench.plain:
            proxy = proxies.Proxy(bench, proxy_name, Setup(mode, connections=HIGH + 50))
            if proxies.started(proxy):
                with proxy:
                    attempt(f"{name} of {proxy_name}", _measure_one, table, mode, proxy)


def _measure_one(table, mode, proxy):
    kept = "idle connection" if mode == "tcp" else "idle kept-alive connection"
    alone = proxies.resident_kb(proxy.pid)
    holder = load_aside("hold", proxy.port, HIGH, LOW, http=mode == "http")
    try:
        low, high = _resident_at_step(holder, proxy), _resident_at_step(holder, proxy)
        time.sleep(SETTLE)
        before = proxies.cpu_seconds(proxy.pid)
        time.sleep(WATCH)
        busy = (proxies.cpu_seconds(proxy.pid) - before) / WATCH
    finally:
        holder.kill()
        holder.wait()
    title = mode.upper()
    table.note(Row(f"idle-{mode}", f"{title}: resident memory per {kept}", "KB", "less"), proxy.name, (high - low) / (HIGH - LOW))
    table.note(Row(f"idle-{mode}-none", f"{title}: resident memory with no connection yet", "MB", "less"), proxy.name, alone / 1024)
    table.note(Row(f"idle-{mode}-all", f"{title}: resident memory with {HIGH:,} of them", "MB", "less"), proxy.name, high / 1024)
    table.note(Row(f"idle-{mode}-cpu", f"{title}: CPU while {HIGH:,} are idle", "% of a core"), proxy.name, busy * 100)


def _resident_at_step(holder, proxy):
    """Waits until the next count is held; the memory then, and the holder goes on."""
    if not holder.stdout.readline():
        raise RuntimeError(f"{proxy.name}: not all connections could be held")
    time.sleep(SETTLE)
    resident = proxies.resident_kb(proxy.pid)
    holder.stdin.write("\n")
    holder.stdin.flush()
    return resident
