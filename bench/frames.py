"""A client or a server of HTTP/2 for bench/diff: sends the frames that a script says, right or wrong, and tells what comes as
text, a stream after the other. How DATA is cut into frames is not told, nor are windows and acknowledgements."""
import socket, struct, time

try:
    import hpack
except ImportError:
    hpack = None  # Debian's python3-hpack; without it the cases of HTTP/2 are left out.

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
TYPES = "DATA HEADERS PRIORITY RST_STREAM SETTINGS PUSH_PROMISE PING GOAWAY WINDOW_UPDATE CONTINUATION".split()
CODES = """NO_ERROR PROTOCOL_ERROR INTERNAL_ERROR FLOW_CONTROL_ERROR SETTINGS_TIMEOUT STREAM_CLOSED FRAME_SIZE_ERROR
REFUSED_STREAM CANCEL COMPRESSION_ERROR CONNECT_ERROR ENHANCE_YOUR_CALM INADEQUATE_SECURITY HTTP_1_1_REQUIRED""".split()
END_STREAM, ACK, END_HEADERS, PADDED, PRIORITY = 1, 1, 4, 8, 32
CREDIT = 1 << 30
FRAME = 16384


def frame(kind, flags, stream, payload=b""):
    code = kind if isinstance(kind, int) else TYPES.index(kind)
    return struct.pack(">I", len(payload))[1:] + bytes([code, flags]) + struct.pack(">I", stream) + payload


def literal(fields):
    """A block of fields as they are: neither Huffman's code nor the table, so any bytes can be said."""
    block = b""
    for name, value in fields:
        block += b"\0" + length(name) + name + length(value) + value
    return block


def length(text):
    if len(text) < 127:
        return bytes([len(text)])
    more, left = b"\x7f", len(text) - 127
    while left > 127:
        more += bytes([left & 127 | 128])
        left >>= 7
    return more + bytes([left])


def parsed(fields):
    """`name: value` as pairs of bytes; what is said twice comes twice."""
    pairs = []
    for field in fields:
        raw = field if isinstance(field, bytes) else field.encode("latin-1")
        at = raw.index(b": ", 1)
        pairs.append((raw[:at], raw[at + 2:]))
    return pairs


class Frames:
    """The frames on a connection. `streams` has what came on each, in its order; 0 is the connection. Who is stingy leaves
    the connection's window as it is."""

    def __init__(self, peer, settings, stingy=False, server=False):
        self.peer, self.stingy, self.buffer, self.open = peer, stingy, b"", True
        self.streams, self.bodies, self.ended, self.decoder = {0: []}, {}, set(), hpack.Decoder(1 << 20)
        self.block = None
        self.before, self.idle = peer.got, False
        while server and len(self.buffer) < len(PREFACE) and (data := peer.sock.recv(65536)):
            self.buffer += data
        if server and not self.buffer.startswith(PREFACE):
            self.told(0, "NO PREFACE " + self.buffer.decode("latin-1"))
        self.buffer = self.buffer[len(PREFACE):]
        self.send((b"" if server else PREFACE) + frame("SETTINGS", 0, 0, b"".join(struct.pack(">HI", *one) for one in settings.items())))
        if not stingy:
            self.send(frame("WINDOW_UPDATE", 0, 0, struct.pack(">I", CREDIT)))

    def send(self, data):
        self.peer.sock.sendall(data)

    # --- what is sent ---

    def headers(self, stream, end, fields, flags=END_HEADERS, pieces=1):
        block = literal(parsed(fields))
        size = max(-(-len(block) // pieces), 1)
        parts = [block[at:at + min(size, FRAME)] for at in range(0, len(block), min(size, FRAME))] or [b""]
        out = b""
        for number, part in enumerate(parts):
            last = flags if number == len(parts) - 1 else flags & ~END_HEADERS
            out += frame("CONTINUATION" if number else "HEADERS", last if number else last | end * END_STREAM, stream, part)
        self.send(out)

    def data(self, stream, end, data):
        for at in range(0, max(len(data), 1), FRAME):
            last = at + FRAME >= len(data)
            self.send(frame("DATA", END_STREAM if end and last else 0, stream, data[at:at + FRAME]))

    # --- what comes ---

    def more(self):
        """Reads what comes next; false where the connection is over, or nothing has come in time."""
        while self.open:
            size = 9 + int.from_bytes(self.buffer[:3], "big")
            if len(self.buffer) >= size:
                one, self.buffer = self.buffer[:size], self.buffer[size:]
                self.took(TYPES[one[3]] if one[3] < len(TYPES) else str(one[3]), one[4], int.from_bytes(one[5:9], "big"), one[9:])
                return True
            try:
                data = self.peer.sock.recv(65536)
            except socket.timeout:
                self.told(0, "<TIMEOUT>")
                return False
            except OSError:
                self.open = False
                self.told(0, "<RST>")
                return False
            if data == b"<NOTIFY>":
                self.told(0, "<NOTIFY>")
            elif data:
                self.buffer += data
            else:
                self.open = False
                self.told(0, "<FIN>")
        return False

    def told(self, stream, text):
        if self.idle and stream == 0:
            return
        self.flush(stream)
        self.streams.setdefault(stream, []).append(text)
        if self.idle:
            self.peer.got = self.text()

    def flush(self, stream):
        body = self.bodies.pop(stream, b"")
        if body:
            self.streams.setdefault(stream, []).append("DATA " + body.decode("latin-1").replace("\r\n", "\\r\\n"))

    def took(self, kind, flags, stream, payload):
        if kind in ("HEADERS", "CONTINUATION"):
            self.block = (self.block or b"") + payload
            self.last = flags & END_STREAM if kind == "HEADERS" else self.last
            if flags & END_HEADERS:
                fields = self.decoder.decode(self.block, raw=True)
                self.block = None
                self.told(stream, "HEADERS " + " | ".join((n + b": " + v).decode("latin-1") for n, v in fields))
                self.end(stream, self.last)
        elif kind == "DATA":
            self.bodies[stream] = self.bodies.get(stream, b"") + payload
            self.end(stream, flags & END_STREAM)
        elif kind == "RST_STREAM":
            self.told(stream, "RST_STREAM " + CODES[int.from_bytes(payload, "big")])
            self.ended.add(stream)
        elif kind == "GOAWAY":
            last, code = struct.unpack(">II", payload[:8])
            self.told(0, f"GOAWAY {last} {CODES[code]} {payload[8:].decode('latin-1')}".rstrip())
        elif kind == "SETTINGS" and not flags & ACK:
            said = sorted(struct.unpack(">HI", payload[at:at + 6]) for at in range(0, len(payload), 6))
            self.told(0, "SETTINGS " + " ".join("%d=%d" % one for one in said))
            self.answer(frame("SETTINGS", ACK, 0))
        elif kind == "PING":
            self.told(0, f"PING {flags} {payload.hex()}")
        elif kind not in ("WINDOW_UPDATE", "SETTINGS"):
            self.told(stream, kind)

    def answer(self, data):
        try:
            self.send(data)
        except OSError:
            pass

    def end(self, stream, flag):
        if flag:
            self.told(stream, "END")
            self.ended.add(stream)

    # --- steps ---

    def step(self, what, value):
        if what == "headers":
            self.headers(**value)
        elif what == "data":
            self.data(**value)
        elif what == "frame":
            self.send(frame(*value))
        elif what == "raw":
            self.send(value)
        elif what == "ended":
            while value not in self.ended and self.more():
                pass
        elif what == "headed":
            while not any(t.startswith("HEADERS") for t in self.streams.get(value, [])) and value not in self.ended and self.more():
                pass
        elif what == "body":
            stream, text = value
            while text not in self.bodies.get(stream, b"") and stream not in self.ended and self.more():
                pass
        elif what == "ponged":
            self.send(frame("PING", 0, 0, value))
            while not any(t.startswith("PING 1 " + value.hex()) for t in self.streams[0]) and self.more():
                pass
        elif what == "idle":
            # From now on only requests are of interest.
            self.peer.got, self.idle, self.peer.idle = self.text(), True, True
            while self.more():
                pass
        elif what == "over":
            while self.more():
                pass
        else:
            raise ValueError(what)

    def text(self):
        """All that has come."""
        lines = []
        for stream in sorted(self.streams.keys() | self.bodies.keys()):
            self.flush(stream)
            lines += [f"{stream}: {text}" for text in self.streams[stream]]
        return self.before + "\n".join(lines).encode("latin-1")
