"""Clients that speak HTTP/2, before servers of HTTP/1; see bench/frames.py."""
from .vocabulary import *

HOST = "www.example.com"
OVER = ("h2.over", None)
PAUSE = ("pause", 0.15)
IN_TLS = "ssl crt %(certs)s/localhost.pem alpn h2"


def begin(stingy=False, settings=None):
    """The preface and SETTINGS; who is stingy leaves the connection's window as it is."""
    return ("h2", {"settings": {4: 1 << 20} if settings is None else settings, "stingy": stingy})


def headers(stream, end, *fields, **rest):
    return ("h2.headers", {"stream": stream, "end": end, "fields": fields, **rest})


def pseudo(path="/path?q=1", method="GET", authority=HOST, scheme="http"):
    given = (":method: " + method, ":scheme: " + scheme, ":path: " + path, ":authority: " + authority)
    return tuple(field for field in given if not field.endswith(": "))


def get(stream=1, path="/path?q=1", *fields, **rest):
    return headers(stream, True, *pseudo(path, **rest), *fields)


def post(stream=1, *fields, path="/up", **rest):
    """A head behind which a body comes."""
    return headers(stream, False, *pseudo(path, "POST", **rest), *fields)


def data(text, stream=1, end=True):
    return ("h2.data", {"stream": stream, "end": end, "data": text})


def raw(kind, flags, stream, payload=b""):
    return ("h2.frame", (kind, flags, stream, payload))


def reset(stream=1, code=8):
    return raw("RST_STREAM", 0, stream, code.to_bytes(4, "big"))


def ended(stream=1):
    return ("h2.ended", stream)


def h2(name, steps, server=None, bind="proto h2", **rest):
    """A case whose client greets first."""
    case("h2_" + name, [begin(), *steps], server, bind=bind, **rest)


ASKED = [get(), ended()]
NO_ERROR = "what is answered before it was sent is ended with NO_ERROR (RFC 9113, section 8.1); HAProxy says CANCEL"
# --- what is asked ------------------------------------------------------------------------------------
h2("get", ASKED, answers(OK))
h2("get_two", [get(), ended(), get(3, "/next"), ended(3)], answers(OK, OK), logs=2)
h2("get_both", [get(), PAUSE, get(3, "/next"), ended(3), ended()], [["message", ("pause", 0.4), send(OK), "idle"], answers(OK)], logs=2)
case("h2_tls", [tls(alpn="h2,http/1.1"), begin(), get(scheme="https"), ended()], answers(OK), bind=IN_TLS + ",http/1.1")
case("h2_tls_two", [tls(alpn="h2"), begin(), get(scheme="https"), ended(), post(3, "content-length: 2", scheme="https"), data(b"hi", 3), ended(3)], answers(OK, OK), bind=IN_TLS, logs=2)
case("h2_tls_http_1", [tls(alpn="http/1.1"), *ASK], answers(OK), bind=IN_TLS + ",http/1.1")
case("h2_tls_error", [tls(alpn="h2"), begin(), get(scheme="https"), raw("PING", 0, 0, b"short"), OVER], [["message", "idle"]], bind=IN_TLS, known="what ends with its connection is logged as what it is; for HAProxy it is a request that could not be read")
case("h2_by_preface", [begin(), *ASKED], answers(OK))
case("h2_no_preface", [send(GET), "end"], bind="proto h2")
h2("head", [headers(1, True, *pseudo(method="HEAD")), ended()], [[("message", "head"), send(response("200 OK", "Content-Length: 5")), "idle"]])
for method in ("OPTIONS", "DELETE", "PUT", "PATCH", "PROPFIND"):
    h2("method_" + method.lower(), [headers(1, True, *pseudo(method=method)), ended()], answers(OK))
h2("options_all", [headers(1, True, *pseudo("*", "OPTIONS")), ended()], answers(OK))
h2("connect", [headers(1, False, ":method: CONNECT", ":authority: a.example:443"), ("h2.headed", 1), data(b"there", end=False), ("h2.body", (1, b"back")), data(b""), ended()],
   [["message", send(b"HTTP/1.1 200 OK\r\n\r\n"), ("until", b"there"), send(b"back"), "end"]])
h2("post", [post(1, "content-length: 4"), data(b"body"), ended()], answers(OK))
h2("post_no_length", [post(), data(b"body"), ended()], answers(OK))
h2("post_end_apart", [post(), data(b"body", end=False), ("pause", 0.6), data(b""), ended()], answers(OK))
h2("post_length_end_apart", [post(1, "content-length: 4"), data(b"body", end=False), ("pause", 0.6), data(b""), ended()], answers(OK))
h2("post_empty", [post(), data(b""), ended()], answers(OK))
h2("post_empty_length", [post(1, "content-length: 0"), data(b""), ended()], answers(OK))
h2("post_ended", [headers(1, True, *pseudo(method="POST")), ended()], answers(OK))
h2("post_ended_length", [headers(1, True, *pseudo(method="POST"), "content-length: 0"), ended()], answers(OK))
h2("post_parts", [post(), data(b"one", end=False), PAUSE, data(b"two", end=False), PAUSE, data(b"three"), ended()], answers(OK))
h2("post_trailers", [post(), data(b"body", end=False), headers(1, True, "t: 1", "u: 2"), ended()], [[("until", b"u: 2\r\n\r\n"), send(OK), "idle"]])
h2("post_length_trailers", [post(1, "content-length: 4"), data(b"body", end=False), headers(1, True, "t: 1"), PAUSE, ended()], [[("until", b"body"), send(OK), "idle"]])
h2("post_padded", [post(), raw("DATA", 8, 1, b"\x04body\0\0\0\0"), PAUSE, data(b""), ended()], answers(OK),
   known="HAProxy takes padding behind DATA for the next frame")
h2("post_large", [post(1, "content-length: 60000"), data(b"x" * 60000), ended()], answers(OK))
h2("get_body", [headers(1, False, *pseudo()), data(b"body"), ended()], answers(OK))
h2("delete_body", [headers(1, False, *pseudo(method="DELETE"), "content-length: 4"), data(b"body"), ended()], answers(OK))
h2("continued", [("h2.headers", {"stream": 1, "end": True, "fields": (*pseudo(), "x: " + "y" * 200), "pieces": 5}), ended()], answers(OK))
h2("priority", [("h2.frame", ("PRIORITY", 0, 3, b"\0\0\0\0\x10")), get(3), ended(3)], answers(OK))
h2("expect", [post(1, "expect: 100-continue", "content-length: 4"), ("h2.headed", 1), data(b"body"), ended()],
   [[("until", b"\r\n\r\n"), send(b"HTTP/1.1 100 Continue\r\n\r\n"), ("until", b"body"), send(OK), "idle"]])
h2("fields", [get(1, "/", "accept: */*", "x-a: 1", "x-a: 2", "user-agent: a b", "empty: "), ended()], answers(OK))
h2("te_trailers", [get(1, "/", "te: trailers"), ended()], answers(OK))
h2("cookies", [get(1, "/", "cookie: a=1", "x: y", "cookie: b=2", "cookie: c=3"), ended()], answers(OK))
h2("cookie_alone", [get(1, "/", "cookie: a=1; b=2"), ended()], answers(OK))
h2("host", [headers(1, True, *pseudo(authority=""), "host: h.example"), ended()], answers(OK))
h2("host_both", [get(1, "/", "host: www.example.com"), ended()], answers(OK))
h2("host_other", [get(1, "/", "host: other.example"), ended()], answers(OK))
h2("host_none", [headers(1, True, *pseudo(authority="")), ended()], answers(OK))
h2("host_port", [get(authority="h.example:8080"), ended()], answers(OK))
h2("host_default_port", [get(authority="h.example:80"), ended()], answers(OK))
h2("scheme_other", [get(scheme="foo"), ended()], answers(OK))
h2("path_absolute", [get(path="http://b/x"), ended()], answers(OK))
h2("path_odd", [get(path="//a/../b;c?d=e&f=%20"), ended()], answers(OK))

# --- what is answered ---------------------------------------------------------------------------------
ANSWERED = {
    "chunked": response("200 OK", "Transfer-Encoding: chunked", body=b"2\r\nok\r\n0\r\n\r\n"),
    "trailers": response("200 OK", "Transfer-Encoding: chunked", "Trailer: T", body=b"2\r\nok\r\n0\r\nT: 1\r\n\r\n"),
    "204": response("204 No Content", "X: y"),
    "304": response("304 Not Modified", "ETag: \"a\"", "Content-Length: 100"),
    "empty": response("200 OK", "Content-Length: 0"),
    "204_length": response("204 No Content", "Content-Length: 0"),
    "hints": response("103 Early Hints", "Link: </a>; rel=preload") + OK,
    "continue": response("100 Continue") + OK,
    "of_connection": response("200 OK", "Connection: x-a", "X-A: 1", "Keep-Alive: timeout=5", "Proxy-Connection: b", "Content-Length: 2", body=b"ok"),
    "cookies": response("200 OK", "Set-Cookie: a=1", "Set-Cookie: b=2", "Content-Length: 2", body=b"ok"),
    "upper": response("200 OK", "X-UPPER: MiXed", "Content-Length: 2", body=b"ok"),
    "999": response("999 Odd", "Content-Length: 2", body=b"ok"),
    "te": response("200 OK", "TE: gzip", "Content-Length: 2", body=b"ok"),
    "large": response("200 OK", "Content-Length: 100000", body=b"y" * 100000),
    "large_head": response("200 OK", "X: " + "y" * 9000, "Content-Length: 2", body=b"ok"),
    "blanks": response("200 OK", "X:   y  ", "Empty:", "Content-Length: 2", body=b"ok"),
    "closing": response("200 OK", "Connection: close", "Content-Length: 2", body=b"ok"),
    "1.0": b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
    "more": response("200 OK", "Content-Length: 2", body=b"okay"),
    "garbage": b"garbage\r\n\r\n",
    "bad_status": response("20 OK", "Content-Length: 0"),
    "two_lengths": response("200 OK", "Content-Length: 2", "Content-Length: 3", body=b"ok"),
    "both": response("200 OK", "Content-Length: 2", "Transfer-Encoding: chunked", body=b"2\r\nok\r\n0\r\n\r\n"),
    "bad_chunk": response("200 OK", "Transfer-Encoding: chunked", body=b"zz\r\nok\r\n"),
    "101": response("101 Switching Protocols", "Upgrade: foo", "Connection: upgrade"),
}
KNOWN = {
    "204_length": "a response without content tells no length (RFC 9110, section 8.6)",
    "te": "te is of requests, and of one connection; HAProxy passes it on",
    "bad_status": "a status of two digits makes an answer invalid; HAProxy finds that out when it cannot encode it",
}
for name, what in ANSWERED.items():
    h2("answer_" + name.replace(".", ""), ASKED, answers(what), known=KNOWN.get(name, ""))
CUT_SHORT = "an answer that is cut short ends with RST_STREAM, or it would look whole (RFC 9113, section 8.1.1); HAProxy 2.6 ends its stream"
CUT = {"length": response("200 OK", "Content-Length: 10", body=b"half"), "chunked": response("200 OK", "Transfer-Encoding: chunked", body=b"4\r\nhalf\r\n")}
for name, what in CUT.items():
    h2(f"answer_{name}_cut", ASKED, [["message", send(what), PAUSE]], known=CUT_SHORT)
    h2(f"answer_{name}_reset", ASKED, [["message", send(what), PAUSE, "rst"]], known=CUT_SHORT)
    h2(f"answer_{name}_stalls", ASKED, [["message", send(what), "idle"]], backend=["timeout server 300ms"], known=CUT_SHORT)
h2("answer_to_the_end", ASKED, [["message", send(response("200 OK", body=b"ok")), PAUSE]])
ASKS_AGAIN = "that a server has closed its connection without a word is told with 502; HAProxy has clients send the request again, whatever it has done"
h2("answer_none", ASKED, [["message", PAUSE]], known=ASKS_AGAIN)
h2("answer_rst", ASKED, [["message", "rst"]], known=ASKS_AGAIN)
h2("answer_head_cut", ASKED, [["message", send(b"HTTP/1.1 200 OK\r\nCont")]],
   known="a head that is cut short is an invalid answer, as since HAProxy 2.7; for 2.6 it is none")
h2("answer_head_length", [headers(1, True, *pseudo(method="HEAD")), ended()], [[("message", "head"), send(response("200 OK", "Content-Length: 0")), "idle"]])
h2("answer_head_chunked", [headers(1, True, *pseudo(method="HEAD")), ended()], [[("message", "head"), send(response("200 OK", "Transfer-Encoding: chunked")), "idle"]])

# --- what is answered here ------------------------------------------------------------------------------
for status in (400, 401, 403, 404, 408, 413, 429, 500, 502, 503, 504):
    h2(f"deny_{status}", ASKED, answers(OK), frontend=[f"http-request deny deny_status {status}"])
h2("deny_then_next", [get(1, "/no"), ended(), get(3), ended(3)], answers(OK), frontend=["http-request deny if { path /no }"], logs=2)
h2("deny_body", [post(1, "content-length: 4"), data(b"body"), ended()], answers(OK), frontend=["http-request deny"])
h2("deny_body_to_come", [post(1, "content-length: 4"), ended(), PAUSE, data(b"body"), ("h2.ponged", b"12345678")], answers(OK), frontend=["http-request deny"], known=NO_ERROR)
h2("deny_head", [headers(1, True, *pseudo(method="HEAD")), ended()], answers(OK), frontend=["http-request deny"])
h2("deny_response", ASKED, answers(OK), backend=["http-response deny"], known="the response took its time, as since HAProxy 3.1, though a rule has another one sent")
h2("reject", [get(), OVER], answers(OK), frontend=["http-request reject"])
h2("tarpit", ASKED, answers(OK), frontend=["timeout tarpit 300ms", "http-request tarpit"])
h2("return", ASKED, answers(OK), frontend=["http-request return status 201 content-type text/plain string hello hdr X-A b"])
h2("return_empty", ASKED, answers(OK), frontend=["http-request return status 200"])
h2("return_body", [post(1, "content-length: 4"), data(b"body"), ended()], answers(OK), frontend=["http-request return status 200 content-type text/plain string hello"])
h2("return_file", ASKED, answers(OK), frontend=["errorfile 500 %(folder)s/500.http", "http-request deny deny_status 500"])
h2("redirect", ASKED, answers(OK), frontend=["http-request redirect location /new code 301"])
h2("redirect_prefix", ASKED, answers(OK), frontend=["http-request redirect prefix https://other.example code 302"])
h2("redirect_scheme", ASKED, answers(OK), frontend=["http-request redirect scheme https"])
h2("redirect_drop_query", ASKED, answers(OK), frontend=["http-request redirect prefix / drop-query append-slash set-cookie a=1"])
h2("redirect_post", [post(1, "content-length: 4"), data(b"body"), ended()], answers(OK), frontend=["http-request redirect location /new"])
h2("monitor", [get(1, "/alive"), ended()], answers(OK), frontend=["monitor-uri /alive"], logs=0)
h2("no_server", ASKED, None)
h2("no_server_line", ASKED, servers=[])
h2("no_backend", ASKED, servers=[], default=False)
h2("timeout_server", ASKED, [["message", "idle"]], backend=["timeout server 300ms"])
h2("timeout_server_next", [get(), ended(), get(3), ended(3)], [["message", "idle"], answers(OK)], backend=["timeout server 300ms"], logs=2)
h2("timeout_queue", [get(), PAUSE, get(3), ended(3), ended()], [["message", "idle"]], backend=["timeout queue 300ms"], servers=["server s 127.0.0.1:%(server)d maxconn 1"], logs=2)

# --- what rules see and change --------------------------------------------------------------------------
h2("seen", ASKED, answers(OK), frontend=['http-request return status 200 content-type text/plain lf-string "%%[method] %%[url] %%[path] %%[query] %%[req.ver] %%[base] %%[url_param(q)] %%[req.hdr(host)] %%[fc_http_major] %%[req.hdrs]"'])
h2("first_request", [get(), ended(), get(3), ended(3)], answers(OK, OK), frontend=["http-request set-header X-First %%[http_first_req]"], logs=2)
h2("set_fields", ASKED, answers(OK), frontend=["http-request set-header X-Path %%[path]", "http-request add-header X-A 1", "http-request add-header X-A 2", "http-request set-header Host other.example", "http-response set-header X-R %%[status]", "http-after-response set-header X-After 1"])
h2("del_host", ASKED, answers(OK), frontend=["http-request del-header Host"])
h2("set_path", ASKED, answers(OK), frontend=["http-request set-path /new%%[path]", "http-request set-query a=b"])
h2("set_uri", ASKED, answers(OK), frontend=["http-request set-uri /u?%%[query]"])
h2("set_uri_absolute", ASKED, answers(OK), frontend=["http-request set-uri http://b.example/u"])
h2("set_method", ASKED, answers(OK), frontend=["http-request set-method PUT"])
h2("replace_uri", ASKED, answers(OK), frontend=[r"http-request replace-uri (.*) \1&more=1", r"http-request replace-path /(.*) /new/\1"])
h2("replace_fields", [get(1, "/", "x: abc", "cookie: a=1", "cookie: b=2"), ended()], answers(OK), frontend=[r"http-request replace-header X a(.*) z\1", r"http-request replace-header Cookie a=([^;]*)(.*) a=x\1\2"])
h2("set_status", ASKED, answers(OK), frontend=["http-response set-status 418 reason Teapot"])
h2("forwardfor", ASKED, answers(OK), frontend=["option forwardfor", "option originalto"])
h2("captures", [get(1, "/", "x-a: one", "cookie: c=1", "cookie: d=2"), ended()], answers(response("200 OK", "X-B: two", "Content-Length: 2", body=b"ok")),
   frontend=["capture request header X-A len 10", "capture response header X-B len 10", "capture cookie d= len 10", "capture request header Host len 20"])
h2("log_fields", [post(1, "content-length: 4", "x: y"), data(b"body"), ended()], answers(OK),
   frontend=['log-format "fe_h2_log_fields %%ft/ %%ST %%B %%U %%CC %%CS %%hr %%HM %%HP %%HPO %%HU %%HV %%r %%ts %%[fc_http_major]"'])
for name, steps in {
    "get": [get()], "post": [post(), data(b"body")], "apart": [post(), data(b"body", end=False), PAUSE, data(b"")],
    "parts": [post(), data(b"body", end=False), PAUSE, data(b"more")], "trailers": [post(), data(b"body", end=False), PAUSE, headers(1, True, "t: 1")],
    "length": [post(1, "content-length: 4"), data(b"body", end=False), PAUSE, data(b"")], "empty": [post(), PAUSE, data(b"")],
}.items():
    h2("counted_" + name, [*steps, ended()], [[("message" if name != "trailers" else ("until", b"t: 1\r\n\r\n")), send(OK), "idle"]], frontend=[f'log-format "%%f fe_h2_counted_{name}/ %%B %%U"'])
h2("cookie_insert", [get(), ended(), get(3, "/", "cookie: a=1", "cookie: SRV=one"), ended(3)], answers(OK, OK),
   backend=["cookie SRV insert indirect nocache"], servers=["server s 127.0.0.1:%(server)d cookie one"], logs=2)
h2("use_backend_by_host", [get(authority="b.example"), ended()], answers(OK), frontend=["http-request set-header X-Was %%[hdr(host),lower]", "http-request deny if { hdr(host) -i www.example.com }"])
h2("buffer_request", [post(1, "content-length: 4"), PAUSE, data(b"body"), ended()], answers(OK), frontend=["option http-buffer-request", "http-request set-header X-Body %%[req.body]"])
h2("buffer_stalls", [post(1, "content-length: 4"), ended()], answers(OK), frontend=["option http-buffer-request", "timeout http-request 300ms"])
h2("wait_for_body", [post(), PAUSE, data(b"body"), ended()], answers(OK), frontend=["http-request wait-for-body time 1s", "http-request set-header X-Body %%[req.body]"])
h2("wait_for_body_stalls", [post(), data(b"bo", end=False), ended()], answers(OK), frontend=["http-request wait-for-body time 300ms"])
h2("retry_on_503", ASKED, [answers(response("503 No", "Content-Length: 0"), OK)], backend=["retry-on 503", "retries 2"])
h2("retry_on_503_post", [post(1, "content-length: 4"), data(b"body"), ended()], [answers(response("503 No", "Content-Length: 0"), OK)], backend=["retry-on 503", "retries 2"])
h2("too_many_fields", [get(1, "/", *(f"x{i}: {i}" for i in range(120))), ended()], answers(OK), known="tune.http.maxhdr bounds what is received in HTTP/2, too")
h2("large_field", [get(1, "/", "x: " + "y" * 9000), ended()], answers(OK))
h2("too_large_field", [get(1, "/", "x: " + "y" * 15500), ended()], answers(OK), known="what is too large is answered with 400, as in HTTP/1; HAProxy resets the stream")

# --- who ends it -----------------------------------------------------------------------------------------
h2("client_resets_waiting", [get(), PAUSE, reset(), PAUSE, ("h2.ponged", b"12345678")], [["message", "end"]])
h2("client_resets_then_next", [get(), PAUSE, reset(), PAUSE, get(3, "/next"), ended(3)], [["message", "end"], answers(OK)], logs=2)
h2("client_resets_upload", [post(1, "content-length: 10"), data(b"body", end=False), PAUSE, reset(), PAUSE, ("h2.ponged", b"12345678")], [[("until", b"body"), "end"]])
h2("client_resets_chunked", [post(), data(b"body", end=False), PAUSE, reset(), PAUSE, ("h2.ponged", b"12345678")], [[("until", b"body"), "end"]])
h2("client_resets_answer", [get(), ("h2.headed", 1), reset(), PAUSE, ("h2.ponged", b"12345678")], [["message", send(response("200 OK", "Content-Length: 10", body=b"half")), "end"]])
h2("client_leaves_upload", [post(1, "content-length: 10"), data(b"body", end=False), PAUSE], [[("until", b"body"), "end"]])
h2("client_leaves_answer", [get(), ("h2.headed", 1)], [["message", send(response("200 OK", "Content-Length: 10", body=b"half")), "end"]])
h2("client_rst", [get(), PAUSE, "rst"], [["message", "end"]])
h2("client_fin", [get(), PAUSE, "fin", OVER], [["message", ("pause", 0.3), send(OK), "idle"]])
h2("client_goaway", [get(), PAUSE, raw("GOAWAY", 0, 0, bytes(8)), ended()], [["message", ("pause", 0.3), send(OK), "idle"]])
h2("client_goaway_then_none", [get(), ended(), raw("GOAWAY", 0, 0, bytes(8)), OVER], answers(OK))
h2("abortonclose", [get(), PAUSE, reset(), PAUSE, ("h2.ponged", b"12345678")], [["message", "end"]], backend=["option abortonclose"])

# --- early answers ------------------------------------------------------------------------------------------
UPLOAD = (post(1, "content-length: 8"), data(b"half", end=False))
NO = response("413 Content Too Large", "Content-Length: 2", body=b"no")
ACCEPTED = response("202 Accepted", "Content-Length: 2", body=b"ok")
for name, what in {"202": ACCEPTED, "413": NO}.items():
    h2(f"early_{name}", [*UPLOAD, ended(), PAUSE, data(b"rest"), PAUSE, get(3), ended(3)],
       [[("until", b"half"), send(what), ("until", b"rest"), "message", send(OK), "idle"], answers(OK)], logs=2)
    h2(f"early_{name}_server_closes", [*UPLOAD, ended(), PAUSE, ("h2.ponged", b"12345678")], [[("until", b"half"), send(what), PAUSE]])
    h2(f"early_{name}_client_resets", [*UPLOAD, ended(), PAUSE, reset(), ("h2.ponged", b"12345678")], [[("until", b"half"), send(what), "end"]])
    h2(f"early_{name}_client_stalls", [*UPLOAD, ended(), ("pause", 0.6), ("h2.ponged", b"12345678")], [[("until", b"half"), send(what), "end"]], frontend=["timeout client 300ms"], known=NO_ERROR)
h2("early_closing", [*UPLOAD, ended(), PAUSE, data(b"rest"), PAUSE, ("h2.ponged", b"12345678")], [[("until", b"half"), send(response("413 No", "Connection: close", "Content-Length: 2", body=b"no")), PAUSE]])
h2("early_cut", [*UPLOAD, ended()], [[("until", b"half"), send(response("200 OK", "Content-Length: 10", body=b"half")), PAUSE]], known=CUT_SHORT)
h2("early_none", [*UPLOAD, ended()], [[("until", b"half"), PAUSE]], known=ASKS_AGAIN)

# --- silence ----------------------------------------------------------------------------------------------
h2("silent_first", [OVER], logs=0, frontend=["timeout http-request 300ms"])
h2("silent_next", [get(), ended(), OVER], answers(OK), frontend=["timeout http-keep-alive 300ms"])
h2("silent_client", [get(), ended(), OVER], answers(OK), frontend=["timeout client 300ms"])
h2("silent_upload", [post(1, "content-length: 10"), data(b"body", end=False), ended(), PAUSE, ("h2.ponged", b"12345678")], [[("until", b"body"), "end"]], frontend=["timeout client 300ms"], known=NO_ERROR)
h2("silent_upload_chunked", [post(), data(b"body", end=False), ended(), PAUSE, ("h2.ponged", b"12345678")], [[("until", b"body"), "end"]], frontend=["timeout client 300ms"], known=NO_ERROR)
h2("slow_server", ASKED, [["message", ("pause", 0.6), send(OK), "idle"]], frontend=["timeout client 300ms"])
case("h2_no_window", [begin(settings={4: 0}), get(), ended(), ("h2.ponged", b"12345678")], answers(OK), bind="proto h2", frontend=["timeout client 300ms"], known=CUT_SHORT)
case("h2_narrow_window", [begin(settings={4: 1}), get(), PAUSE, raw("WINDOW_UPDATE", 0, 1, b"\0\0\0\x01"), ended()], answers(OK), bind="proto h2")

# --- WebSocket -------------------------------------------------------------------------------------------
SOCKET = headers(1, False, ":method: CONNECT", ":protocol: websocket", ":scheme: https", ":path: /chat", ":authority: a.example", "sec-websocket-version: 13", "origin: http://a.example")
h2("websocket", [SOCKET, ("h2.headed", 1), data(b"there", end=False), ("h2.body", (1, b"back")), data(b""), ended()],
   [["message", "accept", ("until", b"there"), send(b"back"), "end"]])
h2("websocket_server_ends", [SOCKET, ("h2.headed", 1), data(b"there", end=False), ended()], [["message", "accept", ("until", b"there"), send(b"back")]],
   known="a client that leaves with its stream open has aborted it, whatever the server has said")
h2("websocket_client_resets", [SOCKET, ("h2.headed", 1), data(b"there", end=False), PAUSE, reset(), PAUSE, ("h2.ponged", b"12345678")], [["message", "accept", ("until", b"there"), "end"]])
h2("websocket_refused", [SOCKET, ended()], answers(response("403 No", "Content-Length: 2", body=b"no")))
h2("websocket_wrong_key", [SOCKET, ended()], answers(response("101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: AAAA")))
h2("websocket_no_key", [SOCKET, ended()], answers(response("101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade")))
h2("websocket_as_200", [SOCKET, ended()], answers(OK))
h2("websocket_timeout", [SOCKET, ("h2.headed", 1), ended()], [["message", "accept", "end"]], frontend=["timeout client 300ms"], backend=["timeout tunnel 300ms"], known="a tunnel that runs out of time is broken off; HAProxy ends its stream as if all had come")
