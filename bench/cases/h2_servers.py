"""Servers that speak HTTP/2, before clients of HTTP/1 and of HTTP/2; see bench/frames.py."""
from .h2 import *

SERVER = "server s 127.0.0.1:%(server)d proto h2"
GREETS = ("h2", {"settings": {4: 1 << 20}, "server": True})
IDLE = ("h2.idle", None)
A_REQUEST = ("h2.ended", 1)
CODES = {"no_error": 0, "protocol_error": 1, "internal_error": 2, "refused_stream": 7, "cancel": 8, "enhance_your_calm": 11, "http_1_1_required": 13}
POST = request("POST /up HTTP/1.1", "Host: www.example.com", "Content-Length: 4", body=b"body")
HEAD = request("HEAD /path?q=1 HTTP/1.1", "Host: www.example.com")
CHUNKED = request("POST /up HTTP/1.1", "Host: www.example.com", "Transfer-Encoding: chunked", body=b"4\r\nbody\r\n0\r\n\r\n")


def said(status, *fields, stream=1, end=False):
    return headers(stream, end, f":status: {status}", *fields)


def serves(*steps, settings=None):
    greets = GREETS if settings is None else ("h2", {"settings": settings, "server": True})
    return [greets, *steps, PAUSE, IDLE]


def fine(stream=1):
    return [said(200, "content-length: 2", stream=stream), data(b"ok", stream)]


MALFORMED = "what is malformed is an error of its stream (RFC 9113, section 8.1.1); HAProxy makes something of it"
HALF_READ = "HAProxy counts what it had read of a head that is wrong"
REFUSED = "what a server has refused unseen goes out once more (RFC 9113, section 8.7)"
BEYOND = "a stream beyond the last that GOAWAY names is over, and goes out once more where nothing has come of it (RFC 9113, section 6.8); HAProxy waits for it"
NO_FRAME = "who closes without a word, or does not speak HTTP/2, was connected to; for HAProxy no connection was made, and it tries again"
CUT_REQUEST = "a request that is cut short ends with RST_STREAM alone, or it would look whole; HAProxy ends it first"
LATE = "what is sent after an early answer is left aside; HAProxy has its client stop"
COUNTED = "an answer that breaks off counts in eresp, as one of HTTP/1 does"
KNOWN_HERE = {
    "2_host": "without :authority the scheme is that of all requests in origin form",
    "1_upgrade_unknown": "a connection that is of no more use is closed without a GOAWAY",
    "1_connect": "a tunnel whose client has gone is reset",
    "trailers_no_end": MALFORMED, "2_trailers_pseudo": CUT_SHORT, "204_data": MALFORMED, "304_data": MALFORMED, "head_data": MALFORMED, "interim_end": MALFORMED,
    "length_no_data": MALFORMED, "field_length_twice": MALFORMED, "1_length_short": MALFORMED, "2_length_short": CUT_SHORT, "2_length_long": CUT_SHORT,
    "field_connection": HALF_READ, "field_transfer_encoding": HALF_READ, "field_keep_alive": HALF_READ, "field_upgrade": HALF_READ, "field_proxy_connection": HALF_READ,
    "field_length_word": HALF_READ, "field_length_sign": HALF_READ, "length_two": HALF_READ,
    "field_te": "te is of requests; HAProxy passes it on to clients of HTTP/2",
    "2_stream_none": ASKS_AGAIN, "2_stream_even": ASKS_AGAIN, "2_push": ASKS_AGAIN, "2_ping_wrong": ASKS_AGAIN, "2_settings_wrong": ASKS_AGAIN,
    "1_ping_wrong": "a server that is told to leave is heard out before the connection is closed", "1_settings_wrong": "a server that is told to leave is heard out before the connection is closed",
    "speaks_1": NO_FRAME, "closes_at_once": NO_FRAME, "silent_unsettled": NO_FRAME,
    "2_closes_greeted": ASKS_AGAIN, "2_closes_asked": ASKS_AGAIN, "2_closes_rst": ASKS_AGAIN, "1_closes_asked": COUNTED, "1_closes_head": COUNTED,
    "2_closes_head": CUT_SHORT, "2_closes_within": CUT_SHORT, "2_closes_within_chunked": CUT_SHORT, "2_silent_within": CUT_SHORT, "2_silent_within_chunked": CUT_SHORT,
    "goaway_error_within": BEYOND, "goaway_first": BEYOND, "goaway_first_then_next": BEYOND, "reset_first_refused_stream": REFUSED, "reset_then_next": REFUSED, "client_leaves_abortonclose": "a client of HTTP/1 that leaves is noticed while the answer is awaited",
    "2_client_resets_upload": CUT_REQUEST, "client_stalls_upload": CUT_REQUEST, "2_early_reset": LATE, "2_early_trailers_reset": LATE, "retry_on_empty": COUNTED,
}
for code in CODES:
    KNOWN_HERE.update({f"2_reset_first_{code}": ASKS_AGAIN, f"2_reset_within_{code}": CUT_SHORT, f"2_reset_within_chunked_{code}": CUT_SHORT})
KNOWN_HERE["2_reset_first_refused_stream"] = REFUSED


def known_of(version, name, known):
    return known or KNOWN_HERE.get(f"{version}_{name}") or KNOWN_HERE.get(name, "")


def to_h2(name, server, asks=None, known="", **rest):
    """A case with a client of HTTP/1. HAProxy gives it no reasons in status lines, which some clients cannot read."""
    case("to_h2_from_1_" + name, asks or ASK, server, servers=rest.pop("servers", [SERVER]), known=known_of(1, name, known), reasons=False, **rest)


def h2_to_h2(name, server, asks=None, known="", **rest):
    """A case with a client of HTTP/2."""
    case("to_h2_from_2_" + name, [begin(), *(asks or ASKED)], server, bind="proto h2", servers=rest.pop("servers", [SERVER]), known=known_of(2, name, known), **rest)


def both(name, server, **rest):
    """The same for a GET from either."""
    to_h2(name, server, **rest)
    h2_to_h2(name, server, **rest)


# --- what is asked ------------------------------------------------------------------------------------
both("get", serves(A_REQUEST, *fine()))
to_h2("get_two", serves(A_REQUEST, *fine(), ("h2.ended", 3), *fine(3)), [*ASK, *ASK], logs=2)
h2_to_h2("get_two", serves(A_REQUEST, *fine(), ("h2.ended", 3), *fine(3)), [get(), ended(), get(3, "/next"), ended(3)], logs=2)
h2_to_h2("get_both", serves(A_REQUEST, ("h2.ended", 3), *fine(3), *fine()), [get(), PAUSE, get(3, "/next"), ended(3), ended()], logs=2)
to_h2("fields", serves(A_REQUEST, *fine()), [send(request("GET / HTTP/1.1", "Host: h.example", "Connection: x-a, keep-alive, te", "X-A: 1", "TE: trailers, gzip", "Keep-Alive: 5", "Proxy-Connection: b", "Cookie: a=1; b=2", "X-UPPER: MiXed", "Empty:")), "message"])
h2_to_h2("fields", serves(A_REQUEST, *fine()), [get(1, "/", "te: trailers", "cookie: a=1", "x: y", "cookie: b=2", "empty: "), ended()])
to_h2("absolute", serves(A_REQUEST, *fine()), [send(request("GET http://h.example/a?b HTTP/1.1", "Host: h.example")), "message"])
to_h2("1_0", serves(A_REQUEST, *fine()), [send(request("GET / HTTP/1.0")), "end"])
to_h2("options_all", serves(A_REQUEST, *fine()), [send(request("OPTIONS * HTTP/1.1", "Host: h.example")), "message"])
h2_to_h2("host", serves(A_REQUEST, *fine()), [headers(1, True, *pseudo(authority=""), "host: h.example"), ended()])
for method in ("PUT", "DELETE", "PROPFIND"):
    h2_to_h2("method_" + method.lower(), serves(A_REQUEST, *fine()), [headers(1, True, *pseudo(method=method)), ended()])
to_h2("post", serves(A_REQUEST, *fine()), [send(POST), "message"])
h2_to_h2("post", serves(A_REQUEST, *fine()), [post(1, "content-length: 4"), data(b"body"), ended()])
to_h2("post_chunked", serves(A_REQUEST, *fine()), [send(CHUNKED), "message"])
h2_to_h2("post_no_length", serves(A_REQUEST, *fine()), [post(), data(b"body"), ended()])
to_h2("post_trailers", serves(A_REQUEST, *fine()), [send(request("POST /up HTTP/1.1", "Host: a", "Transfer-Encoding: chunked", body=b"4\r\nbody\r\n0\r\nT: 1\r\n\r\n")), "message"])
h2_to_h2("post_trailers", serves(A_REQUEST, *fine()), [post(), data(b"body", end=False), headers(1, True, "t: 1"), ended()])
to_h2("post_large", serves(A_REQUEST, *fine()), [send(request("POST /up HTTP/1.1", "Host: a", "Content-Length: 60000", body=b"x" * 60000)), "message"])
h2_to_h2("post_large", serves(A_REQUEST, *fine()), [post(1, "content-length: 60000"), data(b"x" * 60000), ended()])
to_h2("expect", serves(("h2.headed", 1), said(100), ("h2.body", (1, b"body")), *fine()),
      [send(request("POST /up HTTP/1.1", "Host: a", "Expect: 100-continue", "Content-Length: 4")), ("until", b"\r\n\r\n"), send(b"body"), "message"])
to_h2("upgrade_unknown", serves(("h2.over", None)), [send(request("GET / HTTP/1.1", "Host: a", "Connection: upgrade", "Upgrade: foo")), "message"])
to_h2("connect", serves(("h2.headed", 1), said(200), ("h2.body", (1, b"there")), data(b"back")),
      [send(request("CONNECT a.example:443 HTTP/1.1", "Host: a.example:443")), ("until", b"\r\n\r\n"), send(b"there"), ("until", b"back")])

# --- what is answered -----------------------------------------------------------------------------------
for status in (200, 201, 206, 301, 400, 404, 418, 500, 503, 999):
    both(f"status_{status}", serves(A_REQUEST, said(status, "content-length: 2"), data(b"ok")))
both("status_2_digits", serves(A_REQUEST, said(20, end=True)))
both("status_4_digits", serves(A_REQUEST, said(2000, end=True)))
both("status_word", serves(A_REQUEST, said("ok", end=True)))
both("status_none", serves(A_REQUEST, headers(1, True, "server: x")))
both("status_twice", serves(A_REQUEST, headers(1, True, ":status: 200", ":status: 200")))
both("status_behind", serves(A_REQUEST, headers(1, True, "server: x", ":status: 200")))
both("pseudo_other", serves(A_REQUEST, headers(1, True, ":status: 200", ":path: /")))
both("no_length", serves(A_REQUEST, said(200), data(b"ok")))
both("parts", serves(A_REQUEST, said(200), data(b"one", end=False), PAUSE, data(b"two", end=False), PAUSE, data(b"")))
both("end_apart", serves(A_REQUEST, said(200, "content-length: 2"), data(b"ok", end=False), PAUSE, data(b"")))
both("trailers", serves(A_REQUEST, said(200), data(b"ok", end=False), headers(1, True, "t: 1", "u: 2")))
both("trailers_length", serves(A_REQUEST, said(200, "content-length: 2"), data(b"ok", end=False), headers(1, True, "t: 1")))
both("trailers_alone", serves(A_REQUEST, said(200, "grpc-status: 12", end=True)))
both("trailers_no_end", serves(A_REQUEST, said(200), data(b"ok", end=False), headers(1, False, "t: 1"), data(b"")))
both("trailers_pseudo", serves(A_REQUEST, said(200), data(b"ok", end=False), headers(1, True, ":status: 200")))
both("empty", serves(A_REQUEST, said(200, end=True)))
both("empty_length", serves(A_REQUEST, said(200, "content-length: 0", end=True)))
both("204", serves(A_REQUEST, said(204, "x: y", end=True)))
both("204_data", serves(A_REQUEST, said(204), data(b"ok")))
both("304", serves(A_REQUEST, said(304, "etag: a", "content-length: 100", end=True)))
both("304_data", serves(A_REQUEST, said(304), data(b"ok")))
to_h2("hints", serves(A_REQUEST, said(103, "link: </a>"), *fine()), [*ASK, "message"])
h2_to_h2("hints", serves(A_REQUEST, said(103, "link: </a>"), *fine()))
to_h2("continue", serves(A_REQUEST, said(100), *fine()), [*ASK, "message"])
h2_to_h2("continue", serves(A_REQUEST, said(100), *fine()))
both("interim_end", serves(A_REQUEST, said(100, end=True)))
both("101", serves(A_REQUEST, said(101, end=True)))
to_h2("head", serves(A_REQUEST, said(200, "content-length: 5", end=True)), [send(HEAD), ("message", "head")])
h2_to_h2("head", serves(A_REQUEST, said(200, "content-length: 5", end=True)), [headers(1, True, *pseudo(method="HEAD")), ended()])
to_h2("head_data", serves(A_REQUEST, said(200, "content-length: 5"), data(b"12345")), [send(HEAD), ("message", "head")])
h2_to_h2("head_data", serves(A_REQUEST, said(200, "content-length: 5"), data(b"12345")), [headers(1, True, *pseudo(method="HEAD")), ended()])
both("large", serves(A_REQUEST, said(200, "content-length: 60000"), data(b"y" * 60000)))
both("large_head", serves(A_REQUEST, said(200, "x: " + "y" * 9000, "content-length: 2"), data(b"ok")))
both("cookies", serves(A_REQUEST, said(200, "set-cookie: a=1", "set-cookie: b=2", "content-length: 2"), data(b"ok")))
both("padded", serves(A_REQUEST, said(200, "content-length: 2"), raw("DATA", 9, 1, b"\x04ok\0\0\0\0")))
both("continued", serves(A_REQUEST, ("h2.headers", {"stream": 1, "end": True, "fields": (":status: 200", "x: " + "y" * 200), "pieces": 5})))

# --- what is wrong ----------------------------------------------------------------------------------------
both("upper_case", serves(A_REQUEST, said(200, "X-A: 1", end=True)))
for name, field in {"connection": "connection: close", "transfer_encoding": "transfer-encoding: chunked", "keep_alive": "keep-alive: 5", "upgrade": "upgrade: foo",
                    "proxy_connection": "proxy-connection: a", "te": "te: gzip", "cr": "x: a\rb", "nul": "x: a\0b", "blank_name": "x y: a", "length_word": "content-length: two",
                    "length_sign": "content-length: +2", "length_twice": "content-length: 2, 2"}.items():
    both("field_" + name, serves(A_REQUEST, said(200, field, end=True)))
both("length_two", serves(A_REQUEST, said(200, "content-length: 2", "content-length: 3", end=True)))
both("length_short", serves(A_REQUEST, said(200, "content-length: 10"), data(b"half")))
both("length_long", serves(A_REQUEST, said(200, "content-length: 2"), data(b"okay")))
both("length_no_data", serves(A_REQUEST, said(200, "content-length: 2", end=True)))
both("stream_none", serves(A_REQUEST, said(200, stream=7, end=True), *fine()))
both("stream_even", serves(A_REQUEST, said(200, stream=2, end=True), *fine()))
both("push", serves(A_REQUEST, raw("PUSH_PROMISE", 4, 1, b"\0\0\0\2"), *fine()))
both("ping_wrong", serves(A_REQUEST, raw("PING", 0, 0, b"short"), PAUSE, *fine()))
both("ping", serves(A_REQUEST, ("h2.ponged", b"12345678"), *fine()))
both("settings_wrong", serves(A_REQUEST, raw("SETTINGS", 0, 0, b"\0\4\xff\xff\xff\xff"), PAUSE, *fine()))
both("speaks_1", ["message", send(OK), "idle"])

# --- who ends it ------------------------------------------------------------------------------------------
for name, number in CODES.items():
    both("reset_first_" + name, serves(A_REQUEST, reset(1, number)))
    both("reset_within_" + name, serves(A_REQUEST, said(200, "content-length: 10"), data(b"half", end=False), PAUSE, reset(1, number)))
    both("reset_within_chunked_" + name, serves(A_REQUEST, said(200), data(b"half", end=False), PAUSE, reset(1, number)))
both("reset_then_next", [serves(A_REQUEST, reset(1, 7)), serves(A_REQUEST, *fine())])
both("goaway_first", serves(A_REQUEST, raw("GOAWAY", 0, 0, bytes(8)), PAUSE))
both("goaway_first_then_next", [serves(A_REQUEST, raw("GOAWAY", 0, 0, bytes(8)), PAUSE), serves(A_REQUEST, *fine())])
both("goaway_then_answer", serves(A_REQUEST, raw("GOAWAY", 0, 0, b"\0\0\0\1" + bytes(4)), PAUSE, *fine()))
both("goaway_within", serves(A_REQUEST, said(200, "content-length: 4"), data(b"ha", end=False), raw("GOAWAY", 0, 0, b"\0\0\0\1" + bytes(4)), PAUSE, data(b"lf")))
both("goaway_error_within", serves(A_REQUEST, said(200, "content-length: 4"), data(b"ha", end=False), raw("GOAWAY", 0, 0, b"\0\0\0\0\0\0\0\1"), PAUSE))
to_h2("goaway_between", [serves(A_REQUEST, *fine(), raw("GOAWAY", 0, 0, b"\0\0\0\1" + bytes(4))), serves(A_REQUEST, *fine())], [*ASK, PAUSE, *ASK], logs=2)
h2_to_h2("goaway_between", [serves(A_REQUEST, *fine(), raw("GOAWAY", 0, 0, b"\0\0\0\1" + bytes(4))), serves(A_REQUEST, *fine())], [get(), ended(), PAUSE, get(3), ended(3)], logs=2)
both("closes_at_once", [[PAUSE]])
both("closes_greeted", [[GREETS, PAUSE]])
both("closes_asked", [[GREETS, A_REQUEST, PAUSE]])
both("closes_rst", [[GREETS, A_REQUEST, "rst"]])
both("closes_head", [[GREETS, A_REQUEST, said(200, "content-length: 4"), PAUSE]])
both("closes_within", [[GREETS, A_REQUEST, said(200, "content-length: 4"), data(b"ha", end=False), PAUSE]])
both("closes_within_chunked", [[GREETS, A_REQUEST, said(200), data(b"ha", end=False), PAUSE]])
both("closes_answered", [[GREETS, A_REQUEST, *fine(), PAUSE]])
both("silent", serves(A_REQUEST), backend=["timeout server 300ms"])
both("silent_unsettled", [["end"]], backend=["timeout server 300ms"])
both("silent_within", serves(A_REQUEST, said(200, "content-length: 4"), data(b"ha", end=False)), backend=["timeout server 300ms"])
both("silent_within_chunked", serves(A_REQUEST, said(200), data(b"ha", end=False)), backend=["timeout server 300ms"])
both("no_server", None)
to_h2("client_leaves", serves(A_REQUEST), [send(GET), PAUSE])
to_h2("client_leaves_abortonclose", serves(A_REQUEST), [send(GET), PAUSE], backend=["option abortonclose"])
h2_to_h2("client_resets", serves(A_REQUEST), [get(), PAUSE, reset(), PAUSE, ("h2.ponged", b"12345678")])
h2_to_h2("client_resets_answer", serves(A_REQUEST, said(200, "content-length: 10"), data(b"half", end=False)), [get(), ("h2.headed", 1), PAUSE, reset(), PAUSE, ("h2.ponged", b"12345678")])
h2_to_h2("client_resets_upload", serves(("h2.body", (1, b"half"))), [post(1, "content-length: 8"), data(b"half", end=False), PAUSE, reset(), PAUSE, ("h2.ponged", b"12345678")])
to_h2("client_stalls_upload", serves(("h2.body", (1, b"half"))), [send(request("POST /up HTTP/1.1", "Host: a", "Content-Length: 8", body=b"half")), "message"], frontend=["timeout client 300ms"])
h2_to_h2("client_stalls_upload", serves(("h2.body", (1, b"half"))), [*UPLOAD, ended()], frontend=["timeout client 300ms"])

# --- early answers --------------------------------------------------------------------------------------------
HALF = request("POST /up HTTP/1.1", "Host: a", "Content-Length: 8", body=b"half")
to_h2("early", serves(("h2.body", (1, b"half")), *fine(), ("h2.body", (1, b"rest"))), [send(HALF), "message", PAUSE, send(b"rest"), PAUSE])
h2_to_h2("early", serves(("h2.body", (1, b"half")), *fine(), ("h2.body", (1, b"rest"))), [*UPLOAD, ended(), PAUSE, data(b"rest"), PAUSE, ("h2.ponged", b"12345678")])
to_h2("early_reset", serves(("h2.body", (1, b"half")), *fine(), reset(1, 0)), [send(HALF), "message", PAUSE, send(b"rest"), PAUSE])
h2_to_h2("early_reset", serves(("h2.body", (1, b"half")), *fine(), reset(1, 0)), [*UPLOAD, ended(), PAUSE, data(b"rest"), PAUSE, ("h2.ponged", b"12345678")])
h2_to_h2("early_trailers_reset", serves(("h2.body", (1, b"half")), said(200), data(b"ok", end=False), headers(1, True, "grpc-status: 0"), reset(1, 0)),
         [post(), data(b"half", end=False), ended(), PAUSE, data(b"rest"), PAUSE, ("h2.ponged", b"12345678")])

# --- what rules and logs see --------------------------------------------------------------------------------
LOGGED = 'log-format "%%f fe_to_h2_{}/ %%ST %%B %%U %%ts %%HV %%[fc_http_major] %%[bc_http_major] %%hr %%r"'
to_h2("logged", serves(A_REQUEST, *fine()), frontend=[LOGGED.format("from_1_logged")])
h2_to_h2("logged", serves(A_REQUEST, *fine()), frontend=[LOGGED.format("from_2_logged")])
to_h2("logged_trailers", serves(A_REQUEST, said(200), data(b"ok", end=False), headers(1, True, "t: 1")), frontend=[LOGGED.format("from_1_logged_trailers")])
h2_to_h2("logged_trailers", serves(A_REQUEST, said(200), data(b"ok", end=False), headers(1, True, "t: 1")), frontend=[LOGGED.format("from_2_logged_trailers")])
RULES = ["http-request set-header X-Path %%[path]", "http-request add-header X-A 1", "http-request set-header Host other.example", "http-request set-path /new%%[path]",
         "http-response set-header X-R %%[status]", "http-response del-header server", "http-after-response set-header X-After %%[res.ver]"]
both("rules", serves(A_REQUEST, said(200, "server: x", "content-length: 2"), data(b"ok")), frontend=RULES)
both("set_status", serves(A_REQUEST, *fine()), frontend=["http-response set-status 418 reason Teapot"])
both("set_uri", serves(A_REQUEST, *fine()), frontend=["http-request set-uri http://b.example/u?%%[query]"])
both("set_method", serves(A_REQUEST, *fine()), frontend=["http-request set-method PUT"])
both("del_host", serves(A_REQUEST, *fine()), frontend=["http-request del-header Host"])
both("deny_response", serves(A_REQUEST, *fine()), backend=["http-response deny"], known="the response took its time, as since HAProxy 3.1, though a rule has another one sent")
both("captures", serves(A_REQUEST, said(200, "x-b: two", "content-length: 2"), data(b"ok")), frontend=["capture request header Host len 20", "capture response header X-B len 10"])
both("forwardfor", serves(A_REQUEST, *fine()), frontend=["option forwardfor"])
both("cookie", serves(A_REQUEST, *fine()), backend=["cookie SRV insert indirect"], servers=[SERVER + " cookie one"])
both("retry_on_503", [serves(A_REQUEST, said(503, end=True)), serves(A_REQUEST, *fine())], backend=["retry-on 503", "http-reuse never"])
both("retry_on_empty", [[GREETS, A_REQUEST, PAUSE], serves(A_REQUEST, *fine())], backend=["retry-on empty-response"])
