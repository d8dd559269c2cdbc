"""A new process takes over again and again under new connections: what is lost, and the longest wait."""

import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time

from . import configs, peers, proxies
from .table import Row

RATE = 2_000  # connections per second
RELOADS, EVERY = 3, 1.5
LOST = Row("reload-lost", f"{RELOADS} reloads at {RATE:,} connections/s: lost", "connections")
LONGEST = Row("reload-longest", "The same: longest wait for an answer", "ms", "less")


def measure(bench, table, _given):
    for name in bench.plain:
        with tempfile.TemporaryDirectory(prefix="haloom-bench-") as folder:
            subject = _Nginx(bench) if name == "nginx" else _Daemon(bench, name, pathlib.Path(folder))
            try:
                peers.attempt(f"reload of {name}", _reload_under_load, table, name, subject)
            finally:
                subject.stop()


def _reload_under_load(table, name, subject):
    words = [peers.WORK / "visit", str(subject.port), str(int(RELOADS * EVERY) + 2), str(RATE)]
    visitor = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    for _ in range(RELOADS):
        time.sleep(EVERY)
        subject.reload()
    told = visitor.communicate()[0]
    visits, answered, longest = (int(re.search(rf"{word} (\d+)", told)[1]) for word in ("visits", "answered", "longest"))
    table.note(LOST, name, visits - answered)
    table.note(LONGEST, name, longest)


class _Daemon:
    """HAProxy or Haloom in the background; a reload is a start with -sf, the listeners handed over by -x."""

    def __init__(self, bench, name, folder):
        self.port = bench.ports.take()
        socket = folder / "stats"
        self._pidfile, config = folder / "pid", folder / "cfg"
        lines = (f"  stats socket {socket} level admin expose-fd listeners", f"  pidfile {self._pidfile}")
        config.write_text(configs.haproxy(configs.Setup(), self.port, bench.server.port, lines))
        program = proxies.HALOOM if proxies.is_haloom(name) else peers.need("haproxy", "haproxy")
        transport = ["-de"] if name == "haloom-jdk" else []
        self._words = [program, "-D", *transport, "-f", config]
        self._socket = socket
        self._start()

    def _start(self, *more):
        subprocess.run([*self._words, *more], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._pid = int(self._pidfile.read_text())

    def reload(self):
        self._start("-x", self._socket, "-sf", str(self._pid))

    def stop(self):
        os.kill(self._pid, signal.SIGTERM)


class _Nginx:
    """nginx; a reload is a HUP, and the listeners stay with the master."""

    def __init__(self, bench):
        self._proxy = proxies.Proxy(bench, "nginx")
        self._proxy.start()
        self.port = self._proxy.port
        self.stop = self._proxy.stop

    def reload(self):
        os.kill(self._proxy.pid, signal.SIGHUP)
