"""What a process takes that has the explained configuration, etc/haloom.cfg, and no traffic."""

import re
import subprocess
import time

from . import peers, proxies
from .table import Row

CONFIG = peers.HERE.parent / "etc" / "haloom.cfg"
CONNECTIONS = 9_000  # what the descriptors of a usual shell allow
SETTLE = 12  # seconds: what compiling took at the start is given back by then
ROW = Row("seed", "etc/haloom.cfg, no traffic: resident memory", "MB", "less")


def measure(bench, table, _given):
    for name in bench.plain:
        if name not in ("nginx", "haloom-jdk"):
            peers.attempt(f"seed of {name}", _measure_one, bench, table, name)


def _configuration(bench):
    """Its text, with addresses of loopback and ports that are free."""
    text = re.sub(r"172\.16\.\d+\.(\d+)", r"127.0.0.\1", CONFIG.read_text())
    text = text.replace("0.0.0.0:1884", f"127.0.0.1:{bench.ports.take()}").replace("0.0.0.0:1080", f"127.0.0.1:{bench.ports.take()}")
    text = re.sub(r"(?m)^( *maxconn) \d{5,}", rf"\1 {CONNECTIONS}", text)
    text = re.sub(r"(?m)^( *pidfile) \S+", rf"\1 {peers.WORK}/seed.pid", text)
    return re.sub(r"(?m)^( *stats socket) \S+", rf"\1 {peers.WORK}/seed.sock", text)


def _measure_one(bench, table, name):
    text = _configuration(bench)
    config = peers.WORK / f"seed-{name}.cfg"
    config.write_text(text)
    program = proxies.HALOOM if proxies.is_haloom(name) else peers.need("haproxy", "haproxy")
    process = subprocess.Popen([program, "-db", "-f", config], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(SETTLE)
        if process.poll() is not None:
            raise RuntimeError(f"{name} does not run with {config}")
        table.note(ROW, name, proxies.resident_kb(process.pid) / 1024)
    finally:
        process.terminate()
        process.wait()
