"""The cases of bench/diff: what a client sends, what servers answer, under which configuration. A module for each
kind; this one has their vocabulary."""
import base64, dataclasses, hashlib, pathlib

GLOBAL = ["  maxconn 4000"]
DEFAULTS = """  mode http
  log global
  option httplog
  timeout connect 1s
  timeout client 2s
  timeout server 2s
  timeout http-request 1s
  timeout http-keep-alive 1s""".split("\n")

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
GET = b"GET /path?q=1 HTTP/1.1\r\nHost: www.example.com\r\n\r\n"
CASES = []
CERTIFICATES = pathlib.Path(__file__).resolve().parents[2] / "src/test/resources/io/haloom/net/tls"


def files(folder):
    """Writes the files that configurations name; returns their folder."""
    (folder / "500.http").write_bytes(
        b"HTTP/1.1 500 Own\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nown\n")
    (folder / "list").write_text(f"""{CERTIFICATES}/localhost.pem
{CERTIFICATES}/client.pem a.example *.b.example !not.b.example
{CERTIFICATES}/chained.pem [alpn own] exact.b.example Upper.Example
{CERTIFICATES}/below.pem [verify required ca-file {CERTIFICATES}/authority.pem] asked.example
{CERTIFICATES}/rsa.pem [ssl-max-ver TLSv1.2 ciphers AES128-SHA] old.example
""")
    return folder


@dataclasses.dataclass
class Case:
    name: str
    client: list  # one list of steps a connection
    server: list  # one list of steps a connection; None where nothing listens, "full" where nobody accepts
    bind: str = ""  # what its bind line says beside the address
    frontend: list = dataclasses.field(default_factory=list)
    backend: list = dataclasses.field(default_factory=list)
    servers: list = dataclasses.field(default_factory=lambda: ["server s 127.0.0.1:%(server)d"])
    sections: list = dataclasses.field(default_factory=list)
    default: bool = True
    logs: int = 1
    parallel: bool = False  # whether the client's connections are used at once
    big: bool = False  # whether how much goes through depends on the system's buffers
    reasons: bool = True  # whether the client is told the same reasons in status lines
    known: str = ""


def case(name, client, server=None, **rest):
    """A case with one client connection, and servers that each go on as the one script says."""
    if client and not isinstance(client[0], list):
        client = [client]
    if server and server != "full" and not isinstance(server[0], list):
        server = [server]
    CASES.append(Case(name, client, server, **rest))


def send(data):
    return ("send", data)


def tls(**options):
    """A handshake; see bench/secure.py."""
    return ("tls", options)


def answers(*responses):
    """A server's steps: a request read, a response sent, and so on; then the connection is idle."""
    steps = []
    for response in responses:
        steps += ["message", send(response)]
    return steps + ["idle"]


def request(line, *fields, body=b""):
    lines = [line.encode(), *(f.encode() for f in fields)]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def response(status, *fields, body=b""):
    return b"\r\n".join([b"HTTP/1.1 " + status.encode(), *(f.encode() for f in fields)]) + b"\r\n\r\n" + body


ASK = [send(GET), "message"]


def drip(data, pieces=5, gap=0.15):
    """Steps that send the data in so many pieces, each so many seconds after the one before."""
    size = -(-len(data) // pieces)
    steps = []
    for at in range(0, len(data), size):
        steps += [("pause", gap), send(data[at:at + size])]
    return steps


def switching(key):
    """What grants the WebSocket that was asked for with that key (RFC 6455, section 4.2.2)."""
    told = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()).decode()
    return response("101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: " + told)
