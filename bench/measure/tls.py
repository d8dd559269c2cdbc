"""HTTPS: handshakes, requests, bulk, TLS towards servers, memory of idle connections, and many certificates."""

import dataclasses
import json
import subprocess
import time

from . import peers, proxies
from .configs import Setup
from .table import Row

CONNECTIONS = 9_000
LOW, HIGH = 1_000, 8_900
SETTLE = 6
CERTIFICATES = 1_000


@dataclasses.dataclass(frozen=True)
class Load:
    """A row: `arguments` are those of `tls VERSION KIND PORT`, with None where the seconds go."""

    title: str
    kind: str
    arguments: tuple
    certificate: str = "ec"
    version: str = "1.3"
    warm: float = 4
    unit: str = "requests/s"


LOADS = {
    "tls-13-ec": Load("TLS 1.3, P-256, a full handshake per request", "connect", (32, None, 64), warm=6),
    "tls-13-rsa": Load("TLS 1.3, RSA 2048, a full handshake per request", "connect", (32, None, 64), certificate="rsa", warm=6),
    "tls-12-ec": Load("TLS 1.2, P-256, a full handshake per request", "connect", (32, None, 64), version="1.2"),
    "tls-resumed": Load("TLS 1.3, a resumed handshake per request", "resume", (32, None, 64)),
    "tls-64": Load("HTTPS kept alive, 64 connections", "ask", (64, None, 64), warm=15),
    "tls-64k": Load("HTTPS kept alive, answers of 64 KB", "ask", (64, None, 65536)),
    "tls-bulk": Load("HTTPS bulk, one stream", "bulk", (1, None), unit="MB/s"),
}
FLOOD_RATE, ASK_RATE = 2_000, 500
NAMES = (*LOADS, "tls-flood", "tls-server", "idle-tls", "tls-certificates")


def measure(bench, table, names, given):
    if not names:
        return
    try:
        peers.build("tls")
        pems = {kind: peers.certificate(kind) for kind in ("ec", "rsa")}
    except peers.Missing as missing:
        print(f"bench: TLS left out: {missing}", flush=True)
        return
    taking_part = [name for name in bench.plain if name != "nginx"]
    for kind, pem in pems.items():
        rows = [name for name in names if name in LOADS and LOADS[name].certificate == kind]
        if rows:
            peers.attempt(f"TLS with {kind}", _loads, bench, table, taking_part, rows, Setup("http", certificate=str(pem)), given)
    if "tls-flood" in names:
        peers.attempt("tls-flood", _flood, bench, table, taking_part, Setup("http", certificate=str(pems["ec"])), given)
    if "tls-server" in names:
        peers.attempt("tls-server", _servers, bench, table, taking_part, pems["ec"], given)
    for name in taking_part:
        if "idle-tls" in names and name != "haloom-jdk":
            peers.attempt(f"idle-tls of {name}", _idle, bench, table, name, pems["ec"])
        if "tls-certificates" in names and name != "haloom-jdk":
            peers.attempt(f"tls-certificates of {name}", _certificates, bench, table, name)


def _run(proxy, row, seconds):
    before = proxies.cpu_seconds(proxy.pid)
    arguments = [seconds if word is None else word for word in row.arguments]
    figures = peers.tls(row.version, row.kind, proxy.port, *arguments)
    figures["spent"] = proxies.cpu_seconds(proxy.pid) - before
    if figures["errors"]:
        print(f"bench: {proxy.name} had {figures['errors']} errors in '{row.title}'", flush=True)
    if row.kind == "resume" and figures["resumed"] < figures["answered"] * 0.8:
        print(f"bench: {proxy.name} resumed {figures['resumed']} of {figures['answered']}", flush=True)
    return figures


def _loads(bench, table, taking_part, rows, setup, given):
    with proxies.running(proxies.Proxy(bench, name, setup) for name in taking_part) as running:
        _warm(running, given)
        for key in rows:
            row = LOADS[key]
            for proxy in running:
                _run(proxy, row, row.warm * given.warm if proxies.is_haloom(proxy.name) else 0.5)
            for _ in range(given.rounds):
                for proxy in running:
                    _note(table, key, row, proxy, _run(proxy, row, given.seconds))


def _warm(running, given):
    """What a request runs through is compiled by requests, of which there are few where each takes a handshake."""
    for proxy in running:
        if proxies.is_haloom(proxy.name):
            for name in ("tls-64", "tls-resumed"):
                _run(proxy, LOADS[name], 8 * given.warm)


def _flood(bench, table, taking_part, setup, given):
    """Handshakes of which nothing comes, as many as are asked for or as many as there can be, beside connections that are there."""
    with proxies.running(proxies.Proxy(bench, name, setup) for name in taking_part) as running:
        _warm(running, given)
        for proxy in running:
            if proxies.is_haloom(proxy.name):
                peers.tls("1.3", "flood", proxy.port, FLOOD_RATE, 8 * given.warm)
        seconds = max(3, given.seconds)
        for _ in range(given.rounds):
            for proxy in running:
                flood = peers.tls_aside("1.3", "flood", proxy.port, FLOOD_RATE, seconds + 1)
                time.sleep(0.5)
                figures = peers.tls("1.3", "pace", proxy.port, 64, seconds, ASK_RATE)
                made = json.loads(flood.communicate()[0])["rate"]
                title = f"HTTPS at {ASK_RATE} requests/s beside {FLOOD_RATE:,} handshakes/s asked for"
                for key in ("p50", "p99"):
                    table.note(Row(f"tls-flood-{key}", f"{title}: {key}", "us", "less"), proxy.name, figures[key])
                table.note(Row("tls-flood-made", f"{title}: those made", "handshakes/s", "more"), proxy.name, made)


def _note(table, key, row, proxy, figures):
    table.note(Row(key, row.title, row.unit, "more"), proxy.name, figures["rate"])
    if figures["answered"]:
        spent = figures["spent"] * 1e6 / figures["answered"]
        table.note(Row(f"{key}-cpu", f"{row.title}: CPU per request", "us", "less"), proxy.name, spent)


def _servers(bench, table, taking_part, pem, given):
    """Plain clients, kept alive, and servers that speak TLS."""
    port = bench.ports.take()
    server = subprocess.Popen([peers.WORK / "tls", "serve", str(port), pem])
    row = Row("tls-server", "HTTP to servers with TLS, kept alive, 64 connections", "requests/s", "more")
    cpu = Row("tls-server-cpu", f"{row.title}: CPU per request", "us", "less")
    try:
        setup = Setup("http", server_tls=True, server_port=port)
        with proxies.running(proxies.Proxy(bench, name, setup) for name in taking_part) as running:
            for proxy in running:
                peers.load("ask", proxy.port, 64, 10 * given.warm if proxies.is_haloom(proxy.name) else 0.5, 64, http=True)
            for _ in range(given.rounds):
                for proxy in running:
                    before = proxies.cpu_seconds(proxy.pid)
                    figures = peers.load("ask", proxy.port, 64, given.seconds, 64, http=True)
                    spent = proxies.cpu_seconds(proxy.pid) - before
                    table.note(row, proxy.name, figures["rate"])
                    table.note(cpu, proxy.name, spent * 1e6 / max(1, figures["answered"]))
    finally:
        server.kill()
        server.wait()


def _idle(bench, table, name, pem):
    """As of measure/idle.py: the slope between two counts of connections, each used once."""
    with proxies.Proxy(bench, name, Setup("http", certificate=str(pem), connections=CONNECTIONS)) as proxy:
        holder = peers.tls_aside("1.3", "hold", proxy.port, HIGH, LOW)
        try:
            low, high = (_at_step(holder, proxy) for _ in range(2))
        finally:
            holder.kill()
            holder.wait()
    row = Row("idle-tls", "HTTPS: resident memory per idle kept-alive connection", "KB", "less")
    table.note(row, name, (high - low) / (HIGH - LOW))


def _at_step(holder, proxy):
    if not holder.stdout.readline():
        raise RuntimeError(f"{proxy.name}: not all connections could be held")
    time.sleep(SETTLE)
    measured = proxies.resident_kb(proxy.pid)
    holder.stdin.write("\n")
    holder.stdin.flush()
    return measured


def _certificates(bench, table, name):
    """A thousand certificates in a folder."""
    folder = peers.WORK / "certificates"
    if not folder.exists():
        folder.mkdir()
        for i in range(CERTIFICATES):
            host = f"host{i}.example.com"
            key, crt = peers.WORK / "many.key", peers.WORK / "many.crt"
            words = [peers.need("openssl", "openssl"), "req", "-x509", "-nodes", "-days", "3650", "-subj", f"/CN={host}"]
            words += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-keyout", key, "-out", crt]
            subprocess.run(words, check=True, stderr=subprocess.DEVNULL)
            (folder / f"{host}.pem").write_text(crt.read_text() + key.read_text())
    proxy = proxies.Proxy(bench, name, Setup("http", certificate=str(folder)))
    took = proxy.start()
    row = Row("tls-certificates-start", f"{CERTIFICATES:,} certificates: warm start to first byte", "ms", "less")
    table.note(row, name, took * 1000)
    resident = proxies.resident_kb(proxy.pid) / 1024
    table.note(Row("tls-certificates-memory", f"{CERTIFICATES:,} certificates: resident memory", "MB", "less"), name, resident)
    proxy.stop()
