"""What a client of HTTP/2 says so that a server of HTTP/1 might take one request for two: none may get through."""
from .h2 import *

NEXT = "GET /smuggled HTTP/1.1\r\nHost: b\r\n\r\n"
TWICE = [answers(OK, OK), answers(OK, OK)]
PONG = ("h2.ponged", b"12345678")


def smuggled(name, *steps, logs=1, **rest):
    """A connection whose stream 1 is the odd one; the next request shows what a server has made of it."""
    h2("smuggled_" + name, [*steps, ended(), get(3, "/next"), ended(3)], TWICE, logs=logs + 1, **rest)


def fields(name, *more, end=True, **rest):
    smuggled(name, headers(1, end, *pseudo(), *more), **rest)


def body(name, *more, text=b"body", refused=False, **rest):
    if refused:
        # What follows on such a stream ends the connection with HAProxy, which does not remember it.
        fields(name, *more, end=False)
        return
    smuggled(name, headers(1, False, *pseudo(method="POST"), *more), PAUSE, data(text), **rest)


BLANK = "section 8.2.1 forbids a blank at the ends of a value, which HAProxy takes"
TRAILERS = "trailers that are malformed end their stream with PROTOCOL_ERROR; for HAProxy that is an internal error, and logged as two requests"
COUNTED = "a refusal counts no Connection field, which HTTP/2 has not"
MORE = "what is answered before it was sent is ended with NO_ERROR, and not with CANCEL"
# --- bytes that are none of a field -------------------------------------------------------------------------
for name, text in {"crlf": "a\r\nx: y", "lf": "a\nx: y", "cr": "a\rb", "nul": "a\0b", "request": "a\r\n\r\n" + NEXT}.items():
    fields("value_" + name, "x: " + text)
    fields("cookie_" + name, "cookie: " + text)
    fields("user_agent_" + name, "user-agent: " + text)
    smuggled("path_" + name, get(1, "/" + text))
    smuggled("authority_" + name, get(1, "/", authority=text))
    smuggled("method_" + name, get(1, "/", method="GET" + text))
    smuggled("scheme_" + name, get(1, "/", scheme="http" + text))
    smuggled("trailer_" + name, post(), data(b"body", end=False), headers(1, True, "t: " + text), known=TRAILERS)
for name, text in {"crlf": "x\r\ny", "lf": "x\ny", "colon": "x:y", "blank": "x y", "nul": "x\0y", "upper": "X-Upper", "tab": "x\ty", "high": "x\xe9", "line": "x: a\r\nb"}.items():
    fields("name_" + name, text.encode("latin-1") + b": 1")
fields("name_z", "Z: 1", known="HAProxy's range of capitals ends before the last one")
fields("value_tab_inside", "x: a\tb")
fields("value_control", "x: a\x01b")
fields("value_high", "x: \xe9")
fields("value_blank_before", "x:  a", known=BLANK)
fields("value_blank_behind", "x: a ", known=BLANK)
fields("value_tab_behind", "x: a\t", known=BLANK)

# --- the request's line -----------------------------------------------------------------------------------
for name, text in {"blank": "/a b", "version": "/ HTTP/1.1", "tab": "/a\tb", "fragment": "/a#b", "empty": "", "relative": "a", "asterisk_slash": "*/", "query": "?a", "delete": "/a\x7fb"}.items():
    smuggled("path_" + name, headers(1, True, ":method: GET", ":scheme: http", ":path: " + text, ":authority: " + HOST), known=COUNTED if name == "delete" else "")
smuggled("path_high", get(1, "/\xe9"), known="bytes above 127 are none of a path, as in HTTP/1; HAProxy takes them here")
smuggled("path_asterisk", get(1, "*"), known="an asterisk is of OPTIONS alone: in HTTP/1 there is no such request; HAProxy takes it")
for name, text in {"blank": "GET /x", "empty": "", "lower": "get", "slash": "GE/T", "version": "GET / HTTP/1.1"}.items():
    smuggled("method_" + name, headers(1, True, ":method: " + text, ":scheme: http", ":path: /", ":authority: " + HOST), known=COUNTED if name in ("blank", "slash", "version") else "")
for name, text in {"blank": "ht tp", "url": "http://x/?", "empty": "", "digit": "1http"}.items():
    smuggled("scheme_" + name, headers(1, True, ":method: GET", ":scheme: " + text, ":path: /", ":authority: " + HOST), known=COUNTED)
HOSTS = "an authority with a name and password, with more than a host and a port, or empty is refused, as in HTTP/1; HAProxy does not look into it"
smuggled("authority_blank", get(1, "/", authority="a b"), known=COUNTED)
smuggled("authority_user", get(1, "/", authority="u:p@a"), known=HOSTS)
smuggled("authority_path", get(1, "/", authority="a/x"), known=HOSTS)
smuggled("authority_empty", headers(1, True, ":method: GET", ":scheme: http", ":path: /", ":authority: "), known=HOSTS)
for field in (":method: GET", ":scheme: http", ":path: /x", ":authority: b"):
    smuggled("twice_" + field[1:field.index(":", 1)], headers(1, True, *pseudo(), field))
    smuggled("behind_" + field[1:field.index(":", 1)], headers(1, True, "x: y", *pseudo(), field))
for number in range(3):
    smuggled(f"without_{number}", headers(1, True, *(f for i, f in enumerate(pseudo()) if i != number)))
smuggled("pseudo_unknown", headers(1, True, *pseudo(), ":unknown: a"))
smuggled("pseudo_status", headers(1, True, *pseudo(), ":status: 200"))
smuggled("pseudo_empty", headers(1, True, *pseudo(), ": a: b"))
smuggled("protocol_get", get(1, "/", ":protocol: websocket"), known="HAProxy takes it there, as an ordinary request")
smuggled("connect_path", headers(1, True, ":method: CONNECT", ":path: /", ":authority: a:1"))
smuggled("connect_scheme", headers(1, True, ":method: CONNECT", ":scheme: http", ":authority: a:1"))
smuggled("pseudo_in_trailers", post(), data(b"body", end=False), headers(1, True, ":path: /x"), known=TRAILERS)

# --- where a message ends -----------------------------------------------------------------------------------
for name, more in {
    "more": ["content-length: 10"], "less": ["content-length: 2"], "none": ["content-length: 0"], "different": ["content-length: 4", "content-length: 5"],
    "list": ["content-length: 4, 5"], "equal": ["content-length: 4", "content-length: 4"], "equal_list": ["content-length: 4, 4"],
    "empty": ["content-length: "], "sign": ["content-length: +4"], "minus": ["content-length: -4"], "hexadecimal": ["content-length: 0x4"],
    "fraction": ["content-length: 4.0"], "large": ["content-length: 18446744073709551620"], "zeros": ["content-length: 0004"], "word": ["content-length: four"],
}.items():
    bad = name not in ("more", "less", "none", "equal", "equal_list", "zeros")
    why = MORE if name == "none" else "zeros that lead are left out: some read an octal number" if name == "zeros" else ""
    body("length_" + name, *more, refused=bad, known=why)
    body("length_" + name + "_request", *more, text=NEXT.encode(), refused=bad, known=why)
fields("length_ended", "content-length: 10", known="a body that was announced and does not come makes a request malformed (RFC 9113, section 8.1.1); HAProxy takes it where the method has none")
fields("length_ended_get", "content-length: 0")
CHUNKS = b"0\r\n\r\n" + NEXT.encode()
for name, more in {
    "chunked": ["transfer-encoding: chunked"], "both": ["content-length: 4", "transfer-encoding: chunked"], "identity": ["transfer-encoding: identity"],
    "gzip": ["transfer-encoding: gzip, chunked"], "tab": ["transfer-encoding: \tchunked"], "upper": ["Transfer-Encoding: chunked"],
    "name_blank": ["transfer-encoding : chunked"], "name_hidden": ["x: y\r\ntransfer-encoding: chunked"],
}.items():
    body("coding_" + name, *more, text=CHUNKS, refused=True)
for name in ("connection: close", "connection: x", "keep-alive: 1", "proxy-connection: close", "upgrade: h2c", "upgrade: websocket", "http2-settings: AAAA"):
    fields("hop_" + name.replace(": ", "_").replace("-", "_"), name)
for name in ("gzip", "trailers, gzip", "Trailers", ""):
    fields("te_" + (name.replace(", ", "_") or "empty"), "te: " + name)
for name, more in {"trailers": ["transfer-encoding: chunked"], "length": ["content-length: 4"], "host": ["host: b"], "connection": ["connection: close"], "te": ["te: trailers"]}.items():
    smuggled("trailers_" + name, post(), data(b"body", end=False), headers(1, True, *more), known=TRAILERS)
smuggled("trailers_unended", post(), data(b"body", end=False), headers(1, False, "t: 1"), known=TRAILERS)
smuggled("expect_other", post(1, "expect: nothing"), data(b"body"))

# --- whom it is for --------------------------------------------------------------------------------------------
fields("host_twice_beside", "host: a", "host: b")
smuggled("host_twice", headers(1, True, *pseudo(authority=""), "host: a", "host: b"), known="two hosts that differ are refused; HAProxy takes the first one")
smuggled("host_twice_equal", headers(1, True, *pseudo(authority=""), "host: a", "host: a"))
smuggled("host_blank", headers(1, True, *pseudo(authority=""), "host: a b"), known=HOSTS)
smuggled("host_list", headers(1, True, *pseudo(authority=""), "host: a, b"), known=HOSTS)
smuggled("host_crlf", headers(1, True, *pseudo(authority=""), "host: a\r\nx: y"))
