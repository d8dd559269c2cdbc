"""HTTP/2 in TLS before servers of HTTP/1: requests, one large body each way, latency, garbage, memory of idle connections."""

import dataclasses
import re
import socket
import ssl
import struct
import subprocess
import time

from . import garbage, peers, proxies
from .configs import Setup
from .table import Row

CONNECTIONS = 64
STREAMS = (1, 10, 100)
GIGABYTE = 1 << 30
LOW, HIGH = 500, 2_500
SETTLE = 6
WARM = 15
NAMES = (*(f"h2-{streams}" for streams in STREAMS), "h2-half", "h2-download", "h2-upload", "h2-garbage", "h2-server", "idle-h2")
ELSEWHERE = ("h2-server", "idle-h2")
SERVER = """global
  nbthread 1
  maxconn 2000
defaults
  mode http
  timeout client 300s
frontend server
  bind 127.0.0.1:{port} proto h2
  http-request return status 200 content-type text/plain string {body}
"""
DONE = re.compile(r"finished in ([\d.]+)(us|ms|s), ([\d.]+) req/s")
SUCCEEDED = re.compile(r"(\d+) succeeded, (\d+) failed, (\d+) errored, (\d+) timeout")
UNIT = {"us": 1e-6, "ms": 1e-3, "s": 1}


def measure(bench, table, names, given):
    if not names:
        return
    try:
        peers.build("tls")
        peers.need("h2load", "nghttp2-client")
        pem = peers.certificate("ec")
    except peers.Missing as missing:
        print(f"bench: HTTP/2 left out: {missing}", flush=True)
        return
    taking_part = [name for name in bench.plain if name not in ("nginx", "haloom-jdk")]
    setup = Setup("http", certificate=str(pem), alpn="h2,http/1.1")
    if any(name not in ELSEWHERE for name in names):
        peers.attempt("HTTP/2", _loads, bench, table, taking_part, names, setup, given)
    if "h2-server" in names:
        peers.attempt("h2-server", _servers, bench, table, taking_part, setup, given)
    for name in taking_part:
        if "idle-h2" in names:
            peers.attempt(f"idle-h2 of {name}", _idle, bench, table, name, setup)


def _h2load(proxy, *arguments, path="/shop/items/42?size=64"):
    """Runs it to its end: what it says, and the proxy's CPU seconds meanwhile."""
    words = ["h2load", "-t", "1", *map(str, arguments), f"https://127.0.0.1:{proxy.port}{path}"]
    before = proxies.cpu_seconds(proxy.pid)
    text = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True).stdout
    done, succeeded = DONE.search(text), SUCCEEDED.search(text)
    if not done or not succeeded:
        raise RuntimeError(text)
    good, *bad = map(int, succeeded.groups())
    if any(bad):
        print(f"bench: {proxy.name} had {bad} errors in {' '.join(words)}", flush=True)
    took = float(done[1]) * UNIT[done[2]]
    return {"rate": float(done[3]), "took": took, "answered": good, "spent": proxies.cpu_seconds(proxy.pid) - before}


def _many(proxy, streams, seconds, *more):
    return _h2load(proxy, "-c", CONNECTIONS, "-m", streams, "-D", f"{seconds * 1000:.0f}ms", "--warm-up-time=200ms", *more)


def _loads(bench, table, taking_part, names, setup, given):
    with proxies.running(proxies.Proxy(bench, name, setup) for name in taking_part) as running:
        _warm(running, given)
        for name in names:
            if name not in ELSEWHERE:
                peers.attempt(name, _row, table, running, name, given)


def _warm(running, given):
    for proxy in running:
        _many(proxy, 10, WARM * given.warm if proxies.is_haloom(proxy.name) else 0.5)


def _servers(bench, table, taking_part, setup, given):
    """HTTP/2 on both sides; in clear to a server that answers by itself, which is an HAProxy of one thread."""
    port = bench.ports.take()
    config = peers.WORK / "server-h2.cfg"
    config.write_text(SERVER.format(port=port, body="x" * 64))
    server = subprocess.Popen([peers.need("haproxy", "haproxy"), "-db", "-f", config])
    try:
        setup = dataclasses.replace(setup, server_port=port, check="proto h2")
        with proxies.running(proxies.Proxy(bench, name, setup) for name in taking_part) as running:
            _warm(running, given)
            for _ in range(given.rounds):
                for proxy in running:
                    _requests(table, proxy, "h2-server", _title(10) + ", servers of HTTP/2", 10, given)
    finally:
        server.terminate()
        server.wait()


def _row(table, running, name, given):
    what = name.split("-")[1]
    if what == "half":
        _half(table, running, given)
    elif what in ("download", "upload"):
        for _ in range(given.rounds):
            for proxy in running:
                _large(table, proxy, what)
    elif what == "garbage":
        for proxy in running:
            if proxies.is_haloom(proxy.name):
                garbage.measure_run(table, proxy, "h2", _title(10), lambda seconds, it=proxy: _many(it, 10, seconds))
    else:
        for _ in range(given.rounds):
            for proxy in running:
                _requests(table, proxy, name, _title(what), what, given)


def _requests(table, proxy, name, title, streams, given):
    figures = _many(proxy, streams, given.seconds)
    table.note(Row(name, title, "requests/s", "more"), proxy.name, figures["rate"])
    spent = figures["spent"] * 1e6 / max(1, figures["rate"] * given.seconds)
    table.note(Row(f"{name}-cpu", f"{title}: CPU per request", "us", "less"), proxy.name, spent)


def _title(streams):
    return f"HTTP/2 in TLS, {CONNECTIONS} connections of {streams} stream{'' if str(streams) == '1' else 's'}"


def _half(table, running, given):
    """Each client asks at its own pace; what a request takes is h2load's log's."""
    full = [table.median("h2-10", proxy) for proxy in table.proxies()]
    rate = next((rate / 2 for rate in full if rate), 20_000)
    log = peers.WORK / "h2load.log"
    for _ in range(given.rounds):
        for proxy in running:
            log.unlink(missing_ok=True)
            _h2load(proxy, "-c", CONNECTIONS, "-m", 10, "-n", int(rate * max(2, given.seconds)), f"--rps={rate / CONNECTIONS:.0f}", f"--log-file={log}")
            took = sorted(int(line.split("\t")[2]) for line in log.read_text().splitlines())
            for key, share in (("p50", 0.5), ("p99", 0.99), ("p999", 0.999)):
                row = Row(f"h2-half-{key}", f"HTTP/2 in TLS at half load, {rate:,.0f} requests/s: {key}", "us", "less")
                table.note(row, proxy.name, took[int(len(took) * share)])


def _large(table, proxy, what):
    """One body of a gigabyte on one stream."""
    row = Row(f"h2-{what}", f"HTTP/2 in TLS, {what} of 1 GB", "MB/s", "more")
    if what == "download":
        figures = _h2load(proxy, "-n", 1, "-c", 1, "-m", 1, path=f"/large?size={GIGABYTE}")
    else:
        body = peers.WORK / "gigabyte"
        with open(body, "wb") as file:
            file.truncate(GIGABYTE)
        figures = _h2load(proxy, "-n", 1, "-c", 1, "-m", 1, "-d", body)
        body.unlink()
    table.note(row, proxy.name, GIGABYTE / 1e6 / figures["took"])
    table.note(Row(f"h2-{what}-cpu", f"{row.title}: CPU", "s", "less"), proxy.name, figures["spent"])


def _frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def _context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["h2"])
    return context


def _held(port, context):
    """A connection that was used once: preface, SETTINGS, and a GET whose fields are in HPACK's static table."""
    sock = context.wrap_socket(socket.create_connection(("127.0.0.1", port)))
    path = b"/?size=64"
    block = b"\x82\x87\x04" + bytes([len(path)]) + path + b"\x01\x09localhost"
    sock.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + _frame(4, 0, 0) + _frame(1, 5, 1, block))
    got = b""
    while b"x" * 64 not in got:
        data = sock.recv(4096)
        if not data:
            raise RuntimeError("a connection that was to be idle was ended")
        got += data
    sock.sendall(_frame(4, 1, 0))
    return sock


def _idle(bench, table, name, setup):
    """The slope between two counts of connections, as of measure/idle.py."""
    held, measured, context = [], [], _context()
    with proxies.Proxy(bench, name, dataclasses.replace(setup, connections=HIGH + 100)) as proxy:
        try:
            for count in (LOW, HIGH):
                while len(held) < count:
                    held.append(_held(proxy.port, context))
                time.sleep(SETTLE)
                measured.append(proxies.resident_kb(proxy.pid))
        finally:
            for sock in held:
                sock.close()
    low, high = measured
    row = Row("idle-h2", "HTTP/2 in TLS: resident memory per idle connection", "KB", "less")
    table.note(row, name, (high - low) / (HIGH - LOW))
