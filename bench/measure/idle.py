"""Memory per idle connection, as a slope between two counts, and what idle ones cost in CPU.

Resident memory is measured in a process that has done nothing else. Haloom's live heap is measured in one that has
compiled itself under load, since compiled frames, of which the stack of a parked virtual thread is made, take about
half of the memory of interpreted ones; its resident memory would say nothing then, for the heap has grown before.
"""

import time

from . import jvm, peers, proxies
from .configs import Setup
from .peers import attempt, load_aside
from .table import Row

LOW, HIGH = 1_000, 9_900
SETTLE, WATCH, WARM = 6, 2, 8  # seconds; what the JVM took to compile is given back by then


def measure(bench, table, names, given):
    for name in names:
        kind, mode = name.split("-")
        for proxy_name in bench.plain:
            if kind == "live" and not proxies.is_haloom(proxy_name) or name != "idle-tcp" and proxy_name == "haloom-jdk":
                continue
            proxy = proxies.Proxy(bench, proxy_name, Setup(mode, connections=HIGH + 50))
            if proxies.started(proxy):
                with proxy:
                    attempt(f"{name} of {proxy_name}", _live if kind == "live" else _resident, table, mode, proxy, given)


def _live(table, mode, proxy, given):
    peers.load("connect", proxy.port, 32, WARM * given.warm, 64, http=mode == "http")
    holder = load_aside("hold", proxy.port, HIGH, LOW, http=mode == "http")
    try:
        low, high = (_at_step(holder, proxy, jvm.live) for _ in range(2))
    finally:
        holder.kill()
        holder.wait()
    kept = "idle connection" if mode == "tcp" else "idle kept-alive connection"
    row = Row(f"live-{mode}", f"{mode.upper()}: live heap per {kept}, warm", "KB")
    table.note(row, proxy.name, (high - low) / 1024 / (HIGH - LOW))


def _resident(table, mode, proxy, _given):
    kept = "idle connection" if mode == "tcp" else "idle kept-alive connection"
    alone = proxies.resident_kb(proxy.pid)
    holder = load_aside("hold", proxy.port, HIGH, LOW, http=mode == "http")
    try:
        low, high = (_at_step(holder, proxy, lambda it: proxies.resident_kb(it.pid)) for _ in range(2))
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


def _at_step(holder, proxy, memory):
    """Waits until the next count is held; the memory of the proxy then, and the holder goes on."""
    if not holder.stdout.readline():
        raise RuntimeError(f"{proxy.name}: not all connections could be held")
    time.sleep(SETTLE)
    measured = memory(proxy)
    holder.stdin.write("\n")
    holder.stdin.flush()
    return measured
