"""What Haloom allocates per request, and its collector's pauses: read with jcmd from the program as shipped."""

import re
import time

from . import jvm, loads, peers, proxies
from .configs import Setup
from .table import Row

ROWS = ("tcp-64", "tcp-connect", "http-64", "http-connect", "http-rules")
WARM, SECONDS = 4, 2
# [..] GC(3) Pause Young (Allocation Failure) 106496K->2048K(343232K) 3.210ms, M where sizes are round
PAUSE = re.compile(r"Pause .* (\d+)([KMG])->(\d+)([KMG])\(\d+[KMG]\) ([\d.]+)ms")


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


def _measure_one(table, proxy, row, given):
    loads.run_once(proxy, row, WARM * given.warm)
    measure_run(table, proxy, row.key, row.title, lambda seconds: loads.run_once(proxy, row, seconds))


def measure_run(table, proxy, key, title, run):
    """Measures what `run`, given the seconds, has a proxy allocate for what was `answered`."""
    log = peers.WORK / "gc.log"
    log.unlink(missing_ok=True)
    jvm.jcmd(proxy, "VM.log", f"output={log}", "what=gc", "decorators=uptime")
    before = jvm.used(proxy)
    figures = run(SECONDS)
    time.sleep(0.1)
    after = jvm.used(proxy)
    jvm.jcmd(proxy, "VM.log", f"output={log}", "what=all=off")
    pauses, freed = [], 0
    for match in PAUSE.finditer(log.read_text()):
        full, full_unit, left, left_unit, took = match.groups()
        freed += int(full) * jvm.UNIT[full_unit] - int(left) * jvm.UNIT[left_unit]
        pauses.append(float(took))
    allocated = (after - before + freed) / max(1, figures["answered"])
    table.note(Row(f"{key}-garbage", f"{title}: allocated per request", "bytes"), proxy.name, allocated)
    pause = f"{title}: pauses of the collector, "
    table.note(Row(f"{key}-pauses", pause + "of the time", "%"), proxy.name, sum(pauses) / SECONDS / 10)
    table.note(Row(f"{key}-pause", pause + "longest", "ms"), proxy.name, max(pauses, default=0))
