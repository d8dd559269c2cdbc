"""From exec to the first answered byte, and the first second after."""

import time

from . import peers, proxies
from .table import Row

COLD = Row("start-cold", "First start to first byte", "ms", "less")
WARM = Row("start-warm", "Warm start to first byte", "ms", "less")
FIRST = Row("first-second", "TCP, 64 connections, the first second after start", "requests/s", "more")
SHARE = Row("first-share", "The same, of its own steady rate", "%")


def measure(bench, table, names, given):
    if "start" in names:
        for name in bench.plain:
            if name == "haloom-jdk":
                continue
            peers.attempt(f"start of {name}", _start_cold, bench, table, name)
        for _ in range(given.rounds):
            for name in bench.plain:
                peers.attempt(f"start of {name}", _start_warm, bench, table, name)
    if "first" in names:
        for _ in range(given.rounds):
            for name in bench.plain:
                peers.attempt(f"first of {name}", _first_second, bench, table, name)


def _start_once(bench, name):
    proxy = proxies.Proxy(bench, name)
    took = proxy.start()
    proxy.stop()
    return took


def _start_warm(bench, table, name):
    table.note(WARM, name, _start_once(bench, name) * 1000)


def _start_cold(bench, table, name):
    """Haloom's first start is the one without its class-data archive."""
    if proxies.is_haloom(name):
        for archive in (peers.HERE.parent / "target").glob("haloom-*.jsa"):
            archive.unlink()
    table.note(COLD, name, _start_once(bench, name) * 1000)
    if proxies.is_haloom(name):
        proxies.wait_for_archive()


def _first_second(bench, table, name):
    with proxies.Proxy(bench, name) as proxy:
        rate = peers.load("ask", proxy.port, 64, 1, 64)["rate"]
    table.note(FIRST, name, rate)
    steady = table.median("tcp-64", name)
    if steady:
        table.note(SHARE, name, rate * 100 / steady)
    time.sleep(0.2)
