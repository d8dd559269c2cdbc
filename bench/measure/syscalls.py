"""System calls per request, counted by strace in a run of its own: it slows down what it counts."""

import signal
import subprocess
import time

from . import loads, peers, proxies
from .configs import Setup
from .table import Row

ROWS = ("tcp-64", "tcp-connect", "http-64", "http-connect")


def measure(bench, table, given):
    strace = peers.need("strace", "strace")
    for mode in ("tcp", "http"):
        for name in bench.plain:
            proxy = proxies.Proxy(bench, name, Setup(mode))
            if not proxies.started(proxy):
                continue
            with proxy:
                for key in ROWS:
                    if key.startswith(mode):
                        peers.attempt(f"syscalls of {name}", _count, table, strace, proxy, loads.KEPT[key], given)


def _count(table, strace, proxy, row, given):
    if proxies.is_haloom(proxy.name):
        loads.run_once(proxy, row, given.warm)
    summary = peers.WORK / "strace.out"
    attached = [word for pid in proxies.family(proxy.pid) for word in ("-p", str(pid))]
    tracer = subprocess.Popen([strace, "-c", "-f", "-qq", "-o", summary, *attached], stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    figures = loads.run_once(proxy, row, 1)
    tracer.send_signal(signal.SIGINT)
    tracer.wait()
    calls = {}
    for line in summary.read_text().splitlines():
        words = line.split()
        if len(words) >= 5 and words[3].isdigit() and words[-1] != "total":
            calls[words[-1]] = int(words[3])
    answered = max(1, figures["answered"])
    table.note(Row(f"{row.key}-calls", f"{row.title}: system calls per request", "", "less"), proxy.name, sum(calls.values()) / answered)
    most = sorted(calls, key=calls.get, reverse=True)[:8]
    print("    " + ", ".join(f"{name} {calls[name] / answered:.2f}" for name in most), flush=True)
