"""The programs in C at both ends of the proxy: built when older than their source, and called."""

import json
import pathlib
import shutil
import socket
import subprocess

HERE = pathlib.Path(__file__).resolve().parent.parent
WORK = HERE / "work"


class Missing(Exception):
    """A tool that is not installed, and the package that has it."""


def attempt(what, measure, *arguments):
    """Calls MEASURE; what fails is said, and the other measurements go on."""
    try:
        measure(*arguments)
    except (Missing, RuntimeError, subprocess.SubprocessError, OSError) as failure:
        print(f"bench: {what} left out: {failure}", flush=True)


def need(program, package):
    path = shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")
    if path is None:
        raise Missing(f"{program} is not installed: apt-get install {package}")
    return path


def build(*names):
    """Compiles NAME.c to work/NAME where the binary is older than a source."""
    WORK.mkdir(exist_ok=True)
    for name in names:
        source, binary = HERE / f"{name}.c", WORK / name
        newest = max(source.stat().st_mtime, (HERE / "peer.h").stat().st_mtime)
        if not binary.exists() or binary.stat().st_mtime < newest:
            gcc = need("gcc", "gcc libc6-dev")
            libraries = ["-lssl", "-lcrypto"] if name == "tls" else []
            if libraries and not pathlib.Path("/usr/include/openssl/ssl.h").exists():
                raise Missing("OpenSSL's headers are not installed: apt-get install libssl-dev")
            subprocess.run([gcc, "-O2", "-Wall", "-o", binary, source, *libraries], check=True)


def load(kind, *arguments, http=False):
    """Runs `load KIND ...` to its end; what it prints, as a dictionary."""
    words = [WORK / "load"] + (["http"] if http else []) + [kind, *map(str, arguments)]
    done = subprocess.run(words, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout) if done.stdout else {}


def load_aside(kind, *arguments, http=False):
    """Starts `load KIND ...` with its standard input and output as pipes."""
    words = [WORK / "load"] + (["http"] if http else []) + [kind, *map(str, arguments)]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def tls(version, kind, *arguments):
    """Runs `tls VERSION KIND ...` to its end; what it prints, as a dictionary."""
    done = subprocess.run([WORK / "tls", version, kind, *map(str, arguments)], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout) if done.stdout else {}


def tls_aside(version, kind, *arguments):
    """Starts `tls VERSION KIND ...` with its standard input and output as pipes."""
    words = [WORK / "tls", version, kind, *map(str, arguments)]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def certificate(kind):
    """A PEM file of a certificate for localhost, signed by itself, and its key: `ec` (P-256) or `rsa` (2048 bits)."""
    pem = WORK / f"{kind}.pem"
    if not pem.exists():
        key, crt = WORK / f"{kind}.key", WORK / f"{kind}.crt"
        algorithm = ["rsa:2048"] if kind == "rsa" else ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        words = [need("openssl", "openssl"), "req", "-x509", "-nodes", "-days", "3650", "-subj", "/CN=localhost"]
        words += ["-addext", "subjectAltName=DNS:localhost", "-newkey", *algorithm, "-keyout", key, "-out", crt]
        subprocess.run(words, check=True, stderr=subprocess.DEVNULL)
        pem.write_text(crt.read_text() + key.read_text())
    return pem


class Ports:
    """Ports nobody listens on, below the ephemeral range, so that no connection takes one meanwhile."""

    def __init__(self, first):
        self._next = first

    def take(self):
        while True:
            self._next += 1
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", self._next))
                    return self._next
                except OSError:
                    continue


class Server:
    """The servers behind the proxy, `serve`, on a port of 127.0.0.1."""

    def __init__(self, ports):
        self.port = ports.take()
        self._process = subprocess.Popen([WORK / "serve", str(self.port)])
        self.pid = self._process.pid
        load("first", self.port)

    def stop(self):
        self._process.kill()
        self._process.wait()
