"""What Haloom allocates per request, and its collector's pauses: read with jcmd from the program as shipped."""

import pathlib
import re
import subprocess
import time

from . import loads, peers, proxies
from .configs import Setup
from .table import Row

ROWS = ("tcp-64", "tcp-connect", "http-64", "http-connect", "http-rules")
WARM, SECONDS = 5, 2
# [..] GC(3) Pause Young (Allocation Failure) 106496K->2048K(343232K) 3.210ms, M where sizes are round
PAUSE = re.compile(r"Pause .* (\d+)([KMG])->(\d+)([KMG])\(\d+[KMG]\) ([\d.]+)ms")
# DefNew     total 116160K, used 20682K [0x...), and the same of the old generation
USED = re.compile(r"\btotal .*\bused (\d+)([KMG])")
UNIT = {"K": 1024, "M": 1024**2, "G": 1024**3}


def measure(bench, table, given):
    for mode in ("tcp", "http"):
        for name in bench.plain:
            if not proxies.is_haloom(name) or name == "haloom-jdk":
                continue
            proxy = proxies.Proxy(bench, name, Setup(mode, rules=mode == "http"))
            if not proxies.started(proxy):
                continue
            with proxy:
                for key in ROWS:
                    if key.startswith(mode):
                        peers.attempt(f"garbage of {name}", _measure_one, table, proxy, loads.KEPT[key], given)


def _jcmd(proxy, *words):
    """Says WORDS to the JVM, with the jcmd of the Java it runs on."""
    program = pathlib.Path(f"/proc/{proxy.pid}/exe").resolve().with_name("jcmd")
    if not program.exists():
        raise peers.Missing(f"{program} is not there: a JDK is needed, a JRE will not do")
    return subprocess.run([program, str(proxy.pid), *words], stdout=subprocess.PIPE, text=True, check=True).stdout


def _used(proxy):
    """Bytes in use of the heap: of the young and the old generation."""
    return sum(int(amount) * UNIT[unit] for amount, unit in USED.findall(_jcmd(proxy, "GC.heap_info")))


def _measure_one(table, proxy, row, given):
    loads.run_once(proxy, row, WARM * given.warm)
    log = peers.WORK / "gc.log"
    log.unlink(missing_ok=True)
    _jcmd(proxy, "VM.log", f"output={log}", "what=gc", "decorators=uptime")
    before = _used(proxy)
    figures = loads.run_once(proxy, row, SECONDS)
    time.sleep(0.1)
    after = _used(proxy)
    _jcmd(proxy, "VM.log", f"output={log}", "what=all=off")
    pauses, freed = [], 0
    for match in PAUSE.finditer(log.read_text()):
        full, full_unit, left, left_unit, took = match.groups()
        freed += int(full) * UNIT[full_unit] - int(left) * UNIT[left_unit]
        pauses.append(float(took))
    allocated = (after - before + freed) / max(1, figures["answered"])
    table.note(Row(f"{row.key}-garbage", f"{row.title}: allocated per request", "bytes"), proxy.name, allocated)
    title = f"{row.title}: pauses of the collector, "
    table.note(Row(f"{row.key}-pauses", title + "of the time", "%"), proxy.name, sum(pauses) / SECONDS / 10)
    table.note(Row(f"{row.key}-pause", title + "longest", "ms"), proxy.name, max(pauses, default=0))
