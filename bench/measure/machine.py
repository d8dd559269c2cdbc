"""What was measured on, and what with: the lines above a table."""

import datetime
import os
import pathlib
import platform
import subprocess

from . import peers, proxies


def _first_line(*words):
    try:
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=30)
        return done.stdout.strip().splitlines()[0]
    except (OSError, IndexError, subprocess.TimeoutExpired):
        return "not known"


def _processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory_gb():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def _haloom():
    said = subprocess.run([proxies.HALOOM, "-v"], stdout=subprocess.PIPE, text=True).stdout.splitlines()
    commit = _first_line("git", "-C", peers.HERE.parent, "describe", "--always", "--dirty")
    return f"{said[0]}, commit {commit}", next((line.removeprefix("Running on: ") for line in said if line.startswith("Running on")), "")


def describe(bench):
    """Lines of Markdown without their bullets."""
    program, running = _haloom()
    lines = [
        datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        f"{_processor()}, {os.cpu_count()} cores that clients, proxy and servers share, {_memory_gb():.0f} GB; Linux {platform.release()}",
        f"Haloom: {program}; {running}",
    ]
    if "haproxy" in bench.proxies:
        lines.append(_first_line(peers.need("haproxy", "haproxy"), "-v"))
    if "nginx" in bench.proxies:
        lines.append(_first_line(peers.need("nginx", "nginx"), "-v"))
    return lines
