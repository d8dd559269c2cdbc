"""What the JVM of Haloom says of itself, asked with the jcmd of the Java it runs on."""

import pathlib
import re
import subprocess

from . import peers

# DefNew     total 116160K, used 20682K [0x...), and the same of the old generation
USED = re.compile(r"\btotal .*\bused (\d+)([KMG])")
UNIT = {"K": 1024, "M": 1024**2, "G": 1024**3}


def jcmd(proxy, *words):
    """Says WORDS to the JVM, with the jcmd of the Java it runs on."""
    program = pathlib.Path(f"/proc/{proxy.pid}/exe").resolve().with_name("jcmd")
    if not program.exists():
        raise peers.Missing(f"{program} is not there: a JDK is needed, a JRE will not do")
    return subprocess.run([program, str(proxy.pid), *words], stdout=subprocess.PIPE, text=True, check=True).stdout


def used(proxy):
    """Bytes in use of the heap: of the young and the old generation."""
    return sum(int(amount) * UNIT[unit] for amount, unit in USED.findall(jcmd(proxy, "GC.heap_info")))


def live(proxy):
    """Bytes in use of the heap after a full collection, which the histogram of classes begins with."""
    jcmd(proxy, "GC.class_histogram")
    return used(proxy)
