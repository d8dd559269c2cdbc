"""The proxies: how each is started and stopped, and what /proc says of it."""

import contextlib
import dataclasses
import os
import pathlib
import subprocess
import time

from . import configs, peers

HALOOM = peers.HERE.parent / "bin" / "haloom"
TICK = os.sysconf("SC_CLK_TCK")
NAMES = ("haproxy", "haproxy-splice", "nginx", "haloom", "haloom-jdk", "haloom-splice")


def is_haloom(name):
    return name.startswith("haloom")


def family(pid):
    """A process and its descendants: nginx has workers."""
    found = [pid]
    for one in found:
        for task in pathlib.Path(f"/proc/{one}/task").glob("*"):
            try:
                found += map(int, (task / "children").read_text().split())
            except OSError:
                pass
    return found


def cpu_seconds(pid):
    """User and system time of a process and its living descendants so far."""
    total = 0
    for one in family(pid):
        fields = pathlib.Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def resident_kb(pid):
    total = 0
    for one in family(pid):
        for line in pathlib.Path(f"/proc/{one}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                total += int(line.split()[1])
    return total


@dataclasses.dataclass
class Bench:
    """What all measurements share: the ports, and the servers behind."""

    ports: peers.Ports
    server: peers.Server
    proxies: tuple = NAMES

    @property
    def plain(self):
        """Those without the variants of splicing, which are measured in bulk only."""
        return tuple(name for name in self.proxies if not name.endswith("-splice"))


class Proxy:
    """One proxy process; `port` is its first port, the next one that of the rules."""

    def __init__(self, bench, name, setup=configs.Setup()):
        self.name, self.setup = name, setup
        self.port = bench.ports.take()
        if setup.rules:
            bench.ports.take()
        self._process = None
        self._out = peers.WORK / f"{name}.out"
        self._config = peers.WORK / f"{name}.cfg"
        self._words = self._prepare(bench.server.port)

    def _prepare(self, server):
        setup = dataclasses.replace(self.setup, splice=self.name.endswith("-splice"))
        if self.name == "nginx":
            self._config.write_text(configs.nginx(setup, self.port, server, peers.WORK))
            return [peers.need("nginx", "nginx libnginx-mod-stream"), "-p", peers.WORK, "-c", self._config]
        self._config.write_text(configs.haproxy(setup, self.port, server))
        program = HALOOM if is_haloom(self.name) else peers.need("haproxy", "haproxy")
        transport = ["-de"] if self.name == "haloom-jdk" else []
        return [program, "-db", *transport, "-f", self._config]

    @property
    def pid(self):
        return self._process.pid

    def start(self):
        """Starts it and returns the seconds from there to the first answered byte."""
        begin = time.monotonic()
        with open(self._out, "wb") as out:
            self._process = subprocess.Popen(self._words, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        if self.setup.certificate:
            first = peers.tls_aside("1.3", "first", self.port)
        else:
            first = peers.load_aside("first", self.port, http=self.setup.mode == "http")
        while first.poll() is None and self._process.poll() is None:
            time.sleep(0.0005)
        took = time.monotonic() - begin
        first.kill()
        if first.wait() != 0:
            self.stop()
            raise RuntimeError(f"{self.name} does not answer: {self._out.read_text()[-2000:]}")
        return took

    def stop(self):
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self):
        if self._process is None:
            self.start()
        return self

    def __exit__(self, *_):
        self.stop()


def started(proxy):
    """Starts a proxy; where it cannot, says why, and the row goes without it."""
    try:
        proxy.start()
        return True
    except RuntimeError as failure:
        print(f"bench: {failure}", flush=True)
        return False


@contextlib.contextmanager
def running(candidates):
    """Those of the proxies that start, until they are not needed any more."""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(proxy) for proxy in candidates if started(proxy)]


def usable(bench, names):
    """Those that are installed; says which are not."""
    found = []
    for name in names:
        try:
            Proxy(bench, name)
            found.append(name)
        except peers.Missing as missing:
            print(f"bench: without {name}: {missing}", flush=True)
    return tuple(found)


def wait_for_archive():
    """Waits until the class-data archive that Haloom's first start has made aside is there."""
    for _ in range(300):
        if any((peers.HERE.parent / "target").glob("haloom-*.jsa")):
            break
        time.sleep(0.2)
    time.sleep(0.5)


def prepare_archive(bench):
    """Has Haloom record its archive, so that nothing does it beside a measurement."""
    with Proxy(bench, "haloom"):
        wait_for_archive()
