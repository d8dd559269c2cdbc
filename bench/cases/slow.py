"""Time: each timeout in each phase on each side, with data that come slower than it in all and quicker each."""
from .vocabulary import *

HEAD = ("until", b"\r\n\r\n")
BODY = b"0123456789" * 20
UPLOAD = request("POST /up HTTP/1.1", "Host: a", "Content-Length: 200")
CHUNKED = request("POST /up HTTP/1.1", "Host: a", "Transfer-Encoding: chunked")
CHUNKS = b"64\r\n" + BODY[:100] + b"\r\n64\r\n" + BODY[100:] + b"\r\n0\r\n\r\n"
LENGTH = response("200 OK", "Content-Length: 200", body=BODY)
IN_CHUNKS = response("200 OK", "Transfer-Encoding: chunked", body=CHUNKS)
TO_THE_END = response("200 OK", "X: y", body=BODY)
UPGRADE = request("GET /chat HTTP/1.1", "Host: a", "Connection: Upgrade", "Upgrade: echo")
SWITCH = response("101 Switching Protocols", "Connection: Upgrade", "Upgrade: echo")
TIMEOUTS = ["client", "server", "http-request", "http-keep-alive", "queue", "connect", "tunnel", "client-fin", "server-fin",
            "tarpit", "check"]
# What a frontend reads of its own, and a backend.
FRONT = {"client", "http-request", "http-keep-alive", "client-fin", "tarpit"}
BACK = {"server", "queue", "connect", "tunnel", "server-fin", "tarpit", "check", "http-request", "http-keep-alive"}


def timed(name, client, server, *timeouts, frontend=(), backend=(), **rest):
    """A case with these timeouts, in the form name=time, on the sides that read them."""
    words = [t.split("=") for t in timeouts]
    case("time_" + name, client, server,
         frontend=[f"timeout {n} {v}" for n, v in words if n in FRONT] + list(frontend),
         backend=[f"timeout {n} {v}" for n, v in words if n in BACK] + list(backend), **rest)


# A client that goes on sending meets a reset of HAProxy's.
READ = "a client that still sends gets to read the answer: what it sends is taken for a second"


def stall(seconds):
    return ("pause", seconds)


# --- slower in all, quicker each: no timeout strikes but those that bound a whole phase ------------
for t in TIMEOUTS:
    n = t.replace("-", "_")
    timed(f"upload_{n}", [send(UPLOAD), *drip(BODY), "message"], [["message", send(OK), "idle"]], f"{t}=400ms")
    timed(f"upload_chunked_{n}", [send(CHUNKED), *drip(CHUNKS), "message"], [["message", send(OK), "idle"]], f"{t}=400ms")
    timed(f"download_{n}", ASK, [["message", *drip(LENGTH), "idle"]], f"{t}=400ms")
    timed(f"download_chunked_{n}", ASK, [["message", *drip(IN_CHUNKS), "idle"]], f"{t}=400ms")
    timed(f"download_to_close_{n}", [send(GET), "end"], [["message", *drip(TO_THE_END)]], f"{t}=400ms")
    timed(f"upgraded_{n}", [send(UPGRADE), "message", *drip(b"abcdefghij"), ("bytes", 10), "fin", "end"],
          [["message", send(SWITCH), ("bytes", 10), *drip(b"ABCDEFGHIJ"), "end"]], f"{t}=400ms")
    timed(f"head_{n}", [*drip(GET), "message"], answers(OK), f"{t}=400ms", known=READ if t == "http-request" else "")
for method in ("PUT", "GET", "DELETE"):
    timed(f"upload_{method}", [send(request(f"{method} /up HTTP/1.1", "Host: a", "Content-Length: 200")), *drip(BODY), "message"],
          [["message", send(OK), "idle"]], "http-request=400ms")
timed("upload_second", [*ASK, send(UPLOAD), *drip(BODY), "message", *ASK], answers(OK, OK, OK), "http-request=400ms", "http-keep-alive=300ms", logs=3)
timed("upload_10", [send(b"POST / HTTP/1.0\r\nContent-Length: 200\r\n\r\n"), *drip(BODY), "end"], answers(OK), "http-request=400ms")
timed("upload_beside_answer", [send(UPLOAD), *drip(BODY), "message"], [[HEAD, *drip(LENGTH), ("until", BODY), "idle"]], "http-request=400ms", "client=400ms", "server=400ms")
timed("upload_answered_later", [send(UPLOAD), *drip(BODY), "message"], [["message", stall(0.6), send(OK), "idle"]], "http-request=400ms")
timed("upload_answered_too_late", [send(UPLOAD), *drip(BODY), "message"], [["message", stall(0.8), send(OK), "idle"]], "server=400ms")
timed("upload_stalls_then", [send(UPLOAD), stall(0.6), send(BODY), "message"], [["message", send(OK), "idle"]], "http-request=400ms")
timed("upload_stalls_then_server", [send(UPLOAD), stall(0.6), send(BODY), "message"], [["message", send(OK), "idle"]], "server=400ms")
timed("upload_stalls_then_chunked", [send(CHUNKED), stall(0.6), send(CHUNKS), "message"], [["message", send(OK), "idle"]], "server=400ms")
timed("upload_stalls_in_body", [send(UPLOAD + BODY[:50]), stall(0.6), send(BODY[50:]), "message"], [["message", send(OK), "idle"]], "server=400ms")

# --- the client stalls -------------------------------------------------------------------------------
timed("silent_client", ["end"], answers(OK), "client=400ms", frontend=["timeout http-request 0"])
timed("silent_request", ["end"], answers(OK), "http-request=400ms")
timed("silent_client_first", ["end"], answers(OK), "client=300ms", "http-request=800ms")
timed("silent_ignored", ["end"], answers(OK), "http-request=300ms", frontend=["option http-ignore-probes"], logs=0)
timed("head_stalls_client", [send(GET[:20]), "end"], answers(OK), "client=400ms", frontend=["timeout http-request 0"])
timed("head_stalls_client_first", [send(GET[:20]), "end"], answers(OK), "client=300ms", "http-request=800ms")
timed("head_stalls_request", [send(GET[:20]), "end"], answers(OK), "http-request=400ms")
timed("head_drips_client", [*drip(GET, 8), "message"], answers(OK), "client=400ms", frontend=["timeout http-request 0"])
timed("head_stalls_in_line", [send(b"GE"), "end"], answers(OK), "http-request=300ms")
timed("head_stalls_before_end", [send(GET[:-2]), "end"], answers(OK), "http-request=300ms")
timed("idle_keep_alive", [*ASK, "end"], answers(OK), "http-keep-alive=300ms", "http-request=800ms")
timed("idle_request", [*ASK, "end"], answers(OK), "http-request=300ms", frontend=["timeout http-keep-alive 0"])
timed("idle_client", [*ASK, "end"], answers(OK), "client=300ms", frontend=["timeout http-keep-alive 0", "timeout http-request 0"])
timed("idle_client_first", [*ASK, "end"], answers(OK), "client=300ms", "http-keep-alive=800ms")
timed("idle_longer_than_client", [*ASK, stall(0.6), *ASK], answers(OK, OK), "client=300ms", "http-keep-alive=1s", logs=2)
timed("idle_longer_than_request", [*ASK, stall(0.6), *ASK], answers(OK, OK), "http-request=300ms", "http-keep-alive=1s", logs=2)
timed("second_head_stalls", [*ASK, send(GET[:20]), "end"], answers(OK), "http-request=400ms", "http-keep-alive=300ms", logs=2)
timed("second_head_late", [*ASK, stall(0.2), send(GET[:20]), stall(0.2), send(GET[20:]), "message"], answers(OK, OK), "http-request=300ms", "http-keep-alive=300ms", logs=2)
timed("second_head_stalls_client", [*ASK, send(GET[:20]), "end"], answers(OK), "client=300ms", frontend=["timeout http-keep-alive 0", "timeout http-request 0"], logs=2)
timed("second_head_drips", [*ASK, *drip(GET, 6), "message"], answers(OK), "http-request=400ms", logs=2, known=READ)
timed("empty_lines_drip", [("pause", 0.15), send(b"\r\n"), ("pause", 0.15), send(b"\r\n"), ("pause", 0.3), send(GET), "message"], answers(OK), "http-request=400ms")
timed("upload_stalls_longer_than_client", [send(UPLOAD + BODY[:50]), stall(0.7), send(BODY[50:]), "message"], [["message", send(OK), "idle"]], "client=300ms")
timed("upload_stalls_in_answer", [send(UPLOAD + BODY[:50]), stall(0.7), send(BODY[50:]), "message"],
      [[HEAD, send(LENGTH[:80]), ("until", BODY[50:]), send(LENGTH[80:]), "idle"]], "client=300ms")
timed("upload_stalls_answered_meanwhile", [send(UPLOAD + BODY[:50]), "end"], [[HEAD, stall(0.6), send(OK), "end"]], "client=300ms")
timed("body_stalls_client", [send(UPLOAD + BODY[:50]), "end"], [[HEAD, "idle"]], "client=400ms")
timed("body_stalls_chunked", [send(CHUNKED + CHUNKS[:50]), "end"], [[HEAD, "idle"]], "client=400ms")
timed("body_stalls_both", [send(UPLOAD + BODY[:50]), "end"], [[HEAD, "idle"]], "client=400ms", "server=400ms")
timed("body_stalls_server_first", [send(UPLOAD + BODY[:50]), "end"], [[HEAD, "idle"]], "client=800ms", "server=300ms")
timed("body_stalls_in_answer", [send(UPLOAD + BODY[:50]), "end"], [[HEAD, *drip(LENGTH, 6, 0.25), "idle"]], "client=800ms")
timed("no_reader", [send(GET), stall(1.5), "end"], [["message", send(response("200 OK", "Content-Length: 8000000")), send(b"x" * 8000000), "idle"]], "client=400ms", big=True,
      known="whether a server's last write fails depends on what the system had taken of it")
timed("slow_reader", [send(GET), *[("bytes", 1000000), stall(0.2)] * 3, "end"], [["message", send(response("200 OK", "Content-Length: 4000000")), send(b"x" * 4000000), "idle"]], "client=500ms", big=True)

# --- buffered requests -----------------------------------------------------------------------------
BUFFER = ["option http-buffer-request"]
for n, words in {"bounded": ["http-request=400ms"], "by_client": ["client=400ms"], "unbounded": []}.items():
    unlimited = [] if n == "bounded" else ["timeout http-request 0"]
    timed(f"buffer_{n}_late", [send(UPLOAD), stall(0.2), send(BODY), "message"], answers(OK), *words, frontend=BUFFER + unlimited, backend=unlimited)
    late = READ if n == "bounded" else ""
    timed(f"buffer_{n}_drips", [send(UPLOAD), *drip(BODY), "message"], answers(OK), *words, frontend=BUFFER + unlimited, backend=unlimited, known=late)
    timed(f"buffer_{n}_chunked", [send(CHUNKED), *drip(CHUNKS), "message"], answers(OK), *words, frontend=BUFFER + unlimited, backend=unlimited, known=late)
    timed(f"buffer_{n}_stalls", [send(UPLOAD + BODY[:50]), "end"], answers(OK), *words, frontend=BUFFER + unlimited, backend=unlimited)
    timed(f"buffer_{n}_fin", [send(UPLOAD + BODY[:50]), "fin", "end"], answers(OK), *words, frontend=BUFFER + unlimited, backend=unlimited)
    timed(f"buffer_{n}_fin_chunked", [send(CHUNKED + CHUNKS[:50]), "fin", "end"], answers(OK), *words, frontend=BUFFER + unlimited, backend=unlimited)
timed("buffer_backend", [send(UPLOAD + BODY[:50]), "end"], answers(OK), backend=BUFFER + ["timeout http-request 300ms"])
timed("buffer_backend_unbounded", [send(UPLOAD), stall(0.3), send(BODY), "message"], answers(OK), backend=BUFFER + ["timeout http-request 0"], frontend=["timeout http-request 0"])
timed("buffer_backend_fin", [send(UPLOAD + BODY[:50]), "fin", "end"], answers(OK), backend=BUFFER)
timed("buffer_listen_large", [send(request("POST / HTTP/1.1", "Host: a", "Content-Length: 40000")), send(b"x" * 40000), "message"], answers(OK), frontend=BUFFER)
timed("buffer_bad_chunk", [send(CHUNKED), stall(0.1), send(b"zz\r\n"), "end"], answers(OK), frontend=BUFFER)
timed("buffer_after_head_time", [*drip(UPLOAD, 3, 0.12), *drip(BODY, 3, 0.12), "message"], answers(OK), "http-request=500ms", frontend=BUFFER)
timed("wait_for_body", [send(UPLOAD), stall(0.2), send(BODY), "message"], answers(OK), frontend=["http-request wait-for-body time 500ms"])
timed("wait_for_body_late", [send(UPLOAD), "end"], answers(OK), frontend=["http-request wait-for-body time 300ms"])
timed("wait_for_body_at_least", [send(UPLOAD + BODY[:50]), stall(0.3), send(BODY[50:]), "message"], answers(OK), frontend=["http-request wait-for-body time 1s at-least 10"])
timed("wait_for_body_fin", [send(UPLOAD + BODY[:50]), "fin", "end"], answers(OK), frontend=["http-request wait-for-body time 400ms"])
timed("wait_for_body_response", ASK, [["message", *drip(LENGTH, 3, 0.1), "idle"]], backend=["http-response wait-for-body time 800ms"])
timed("wait_for_body_response_late", [send(GET), "end"], [["message", send(LENGTH[:60]), "idle"]], backend=["http-response wait-for-body time 300ms"],
      known="the response took its time, as since HAProxy 3.1, though another one is sent")
timed("body_in_condition", [send(UPLOAD), stall(0.2), send(BODY), "message"], answers(OK), frontend=["option http-buffer-request", "http-request deny if { req.body_len gt 100 }"])

# --- the server stalls --------------------------------------------------------------------------------
timed("server_silent", ASK, [["message", "idle"]], "server=400ms")
timed("server_silent_tunnel", ASK, [["message", "idle"]], "server=400ms", "tunnel=800ms")
timed("server_by_rule", ASK, [["message", stall(0.6), send(OK), "idle"]], "server=300ms", frontend=[], backend=["http-request set-timeout server 1s"])
timed("server_by_rule_shorter", ASK, [["message", "idle"]], "server=900ms", backend=["http-request set-timeout server 300ms"])
timed("server_head_drips", ASK, [["message", *drip(LENGTH[:40], 5, 0.15), send(LENGTH[40:]), "idle"]], "server=400ms", known="each byte of a head counts as a sign of life of the server; for HAProxy only a whole head does")
timed("server_head_stalls", ASK, [["message", send(b"HTTP/1.1 200 OK\r\nCont"), "idle"]], "server=400ms")
timed("server_body_stalls", [send(GET), "end"], [["message", send(LENGTH[:100]), "idle"]], "server=400ms")
timed("server_chunk_stalls", [send(GET), "end"], [["message", send(IN_CHUNKS[:100]), "idle"]], "server=400ms")
timed("server_close_stalls", [send(GET), "end"], [["message", send(TO_THE_END[:60]), "idle"]], "server=400ms")
timed("server_after_interim", ASK, [["message", send(response("103 Early Hints", "Link: x")), stall(0.3), send(OK), "idle"]], "server=400ms")
timed("server_interims_only", [send(GET), "end"], [["message", *[send(response("103 Early Hints", "Link: x")), stall(0.2)] * 4, "idle"]], "server=400ms")
timed("server_stalls_by_head", [send(request("HEAD / HTTP/1.1", "Host: a")), ("message", "head")], [["message", "idle"]], "server=400ms")
timed("server_both_stall", [send(UPLOAD + BODY[:50]), "end"], [[HEAD, send(LENGTH[:80]), "idle"]], "server=300ms", "client=900ms")
timed("server_retry", ASK, [["message", "end"], answers(OK)], "server=300ms", backend=["retry-on response-timeout"])
timed("client_waits_longer", ASK, [["message", stall(0.7), send(OK), "idle"]], "client=300ms")
timed("client_waits_longer_post", [send(UPLOAD + BODY), "message"], [["message", stall(0.7), send(OK), "idle"]], "client=300ms")
timed("client_waits_then_next", [*ASK, *ASK], [["message", stall(0.6), send(OK), "message", stall(0.6), send(OK), "idle"]], "client=300ms", logs=2)
timed("download_longer_than_client", ASK, [["message", send(LENGTH[:60]), stall(0.7), send(LENGTH[60:]), "idle"]], "client=300ms")
timed("refused_body_goes_on", [send(UPLOAD), "message", *drip(BODY, 4, 0.1), *ASK], answers(OK), frontend=["http-request deny if METH_POST"], logs=2, known=READ)
timed("refused_body_stalls", [send(UPLOAD), "message", "end"], answers(OK), "client=400ms", frontend=["http-request deny if METH_POST"])
timed("answered_body_stalls", [send(UPLOAD), "message", "end"], answers(OK), "client=400ms", frontend=["http-request return status 200 if METH_POST"])
timed("answered_body_fin", [send(UPLOAD), "message", "fin", "end"], answers(OK), "client=400ms", frontend=["http-request return status 200 if METH_POST"])
timed("answered_body_next", [send(UPLOAD + BODY[:50]), "message", stall(0.3), send(BODY[50:] + GET), "message"], answers(OK), "http-request=200ms", frontend=["http-request return status 200 if METH_POST"], logs=2)

# --- connect, queue, tarpit -----------------------------------------------------------------------------
timed("connect", ASK, "full", "connect=300ms", backend=["retries 0"])
timed("connect_retries", ASK, "full", "connect=200ms", backend=["retries 2"])
timed("connect_post", [send(UPLOAD + BODY), "message"], "full", "connect=300ms", backend=["retries 0"])
timed("connect_client", [send(GET), "end"], "full", "connect=900ms", "client=300ms", backend=["retries 0"])
timed("connect_client_upload", [send(UPLOAD), "end"], "full", "connect=900ms", "client=300ms", backend=["retries 0"])
timed("connect_client_chunked", [send(CHUNKED + CHUNKS[:50]), "end"], "full", "connect=900ms", "client=300ms", backend=["retries 0"])
timed("connect_client_uploads", [send(UPLOAD), *drip(BODY), "end"], "full", "connect=900ms", "client=300ms", backend=["retries 0"], known="what comes of a body before there is a server is not read yet, and does not count")
timed("connect_request", [send(UPLOAD), "end"], "full", "connect=600ms", "http-request=300ms", backend=["retries 0"])
timed("connect_client_leaves", [send(GET), stall(0.2)], "full", "connect=600ms", backend=["retries 0"])
QUEUE = ["server s 127.0.0.1:%(server)d maxconn 1"]
# Each client stays until the other's line is written, which says how many there are.
BUSY = [*ASK, stall(0.2)]
timed("queue", [BUSY, [stall(0.2), *ASK, stall(0.6)]], [["message", stall(0.8), send(OK), "idle"]], "queue=300ms", servers=QUEUE, logs=2, parallel=True)
timed("queue_longer", [BUSY, [stall(0.2), *ASK]], [["message", stall(0.6), send(OK), "message", send(OK), "idle"], answers(OK)], "queue=900ms", "http-request=300ms", "connect=200ms", servers=QUEUE, logs=2, parallel=True)
timed("queue_by_connect", [BUSY, [stall(0.2), *ASK, stall(0.6)]], [["message", stall(0.8), send(OK), "idle"]], "connect=300ms", servers=QUEUE, logs=2, parallel=True)
timed("queue_client", [BUSY, [stall(0.2), *ASK]], [["message", stall(0.8), send(OK), "message", send(OK), "idle"], answers(OK)], "queue=900ms", "client=300ms", servers=QUEUE, logs=2, parallel=True)
timed("queue_client_leaves", [BUSY, [stall(0.2), send(GET), stall(0.2)]], [["message", stall(0.8), send(OK), "idle"]], "queue=900ms", servers=QUEUE, backend=["option abortonclose"], frontend=["option abortonclose"], logs=2, parallel=True,
      known="the backend's option is enough, as since HAProxy 2.9; for 2.6 the frontend must have it, too")
timed("queue_upload", [BUSY, [stall(0.2), send(UPLOAD), *drip(BODY), "message"]], [["message", stall(0.6), send(OK), "message", send(OK), "idle"], answers(OK)], "queue=900ms", "http-request=300ms", servers=QUEUE, logs=2, parallel=True)
TARPIT = ["http-request tarpit"]
timed("tarpit", ASK, answers(OK), "tarpit=300ms", frontend=TARPIT)
timed("tarpit_by_connect", ASK, answers(OK), frontend=["timeout connect 300ms", *TARPIT])
timed("tarpit_client", ASK, answers(OK), "tarpit=600ms", "client=300ms", frontend=TARPIT)
timed("tarpit_upload", [send(UPLOAD), *drip(BODY, 3, 0.1), "message"], answers(OK), "tarpit=500ms", frontend=TARPIT, known="the body is left unread, so it does not count; HAProxy throws it away and goes on with the connection")
timed("tarpit_client_leaves", [send(GET), stall(0.2)], answers(OK), "tarpit=600ms", frontend=TARPIT)
timed("tarpit_client_fin", [send(GET), stall(0.1), "fin", "end"], answers(OK), "tarpit=600ms", frontend=TARPIT, known="a client that has ended its stream is not held any longer")
timed("inspect_delay", [send(GET), "message"], answers(OK), frontend=["tcp-request inspect-delay 400ms", "tcp-request content accept if { req.len gt 100000 }"])
timed("inspect_delay_response", ASK, answers(OK), backend=["tcp-response inspect-delay 300ms", "tcp-response content accept if WAIT_END"])

# --- tunnels --------------------------------------------------------------------------------------------
OPEN = [send(UPGRADE), "message"]
ECHO = ["message", send(SWITCH)]
timed("tunnel_silent", [*OPEN, "end"], [[*ECHO, "end"]], "tunnel=400ms")
timed("tunnel_silent_both", [*OPEN, "end"], [[*ECHO, "end"]], "client=400ms", "server=800ms")
timed("tunnel_silent_server", [*OPEN, "end"], [[*ECHO, "end"]], "client=800ms", "server=300ms")
timed("tunnel_longer", [*OPEN, stall(0.6), send(b"x"), ("bytes", 1), "fin", "end"], [[*ECHO, ("bytes", 1), send(b"y"), "end"]], "client=300ms", "server=300ms", "tunnel=1s")
timed("tunnel_by_rule", [*OPEN, "end"], [[*ECHO, "end"]], "tunnel=2s", backend=["http-request set-timeout tunnel 300ms"])
timed("tunnel_one_way_up", [*OPEN, *drip(b"abcdefghijkl", 6), "fin", "end"], [[*ECHO, ("until", b"l"), "end"]], "tunnel=400ms")
timed("tunnel_one_way_down", [*OPEN, ("until", b"l"), "fin", "end"], [[*ECHO, *drip(b"abcdefghijkl", 6), "end"]], "tunnel=400ms")
timed("tunnel_client_half", [*OPEN, "fin", "end"], [[*ECHO, ("until", b"<FIN>"), stall(1.2)]], "tunnel=3s", "server-fin=300ms")
timed("tunnel_client_half_no_fin", [*OPEN, "fin", "end"], [[*ECHO, ("until", b"<FIN>"), stall(0.9)]], "tunnel=400ms")
timed("tunnel_client_half_drips", [*OPEN, "fin", "end"], [[*ECHO, ("until", b"<FIN>"), *drip(b"abcdef", 4, 0.2)]], "tunnel=3s", "server-fin=300ms", "client-fin=300ms")
HALF = "a server that ends its stream still gets the client's, as since HAProxy 3.4; 2.6 ends both"
timed("tunnel_server_half", [*OPEN, ("until", b"<FIN>"), stall(1.2)], [[*ECHO, "fin", "end"]], "tunnel=3s", "client-fin=300ms", known=HALF)
timed("tunnel_server_half_drips", [*OPEN, ("until", b"<FIN>"), *drip(b"abcdef", 4, 0.2)], [[*ECHO, "fin", "end"]], "tunnel=3s", "client-fin=300ms", known=HALF)
timed("tunnel_server_half_server_fin", [*OPEN, ("until", b"<FIN>"), *drip(b"abcdef", 4, 0.2)], [[*ECHO, "fin", "end"]], "tunnel=3s", "server-fin=300ms", known=HALF)
TCP = ["mode tcp", "option tcplog"]
TCP_BACK = ["mode tcp"]
for name, words in {"tunnel": ["tunnel=400ms"], "client": ["client=400ms", "server=800ms"], "server": ["client=800ms", "server=400ms"], "equal": ["client=400ms", "server=400ms"]}.items():
    timed(f"tcp_silent_{name}", [send(b"hello"), ("bytes", 5), "end"], [[("bytes", 5), send(b"hello"), "end"]], *words, frontend=TCP, backend=TCP_BACK)
    timed(f"tcp_drips_{name}", [*drip(b"abcdefghij"), "fin", "end"], [[("until", b"j"), send(b"k"), "end"]], *words, frontend=TCP, backend=TCP_BACK)
    timed(f"tcp_half_{name}", [send(b"hello"), "fin", "end"], [[("until", b"<FIN>"), stall(1)]], *words, frontend=TCP, backend=TCP_BACK)
timed("tcp_server_fin", [send(b"hello"), "fin", "end"], [[("until", b"<FIN>"), stall(1)]], "client=2s", "server=2s", "server-fin=300ms", frontend=TCP, backend=TCP_BACK)
timed("tcp_client_fin", [send(b"hello"), ("until", b"<FIN>"), stall(1)], [[("bytes", 5), "fin", "end"]], "client=2s", "server=2s", "client-fin=300ms", frontend=TCP, backend=TCP_BACK)
timed("tcp_silent_all", ["end"], [["end"]], "client=400ms", "server=400ms", frontend=TCP, backend=TCP_BACK)
timed("tcp_connect", [send(b"x"), "end"], "full", "connect=300ms", frontend=TCP, backend=[*TCP_BACK, "retries 0"])
CONNECT = request("CONNECT h:443 HTTP/1.1", "Host: h:443")
timed("connect_tunnel", [send(CONNECT), ("message", "head"), *drip(b"abcdefghij"), ("bytes", 10), "fin", "end"], [["message", send(response("200 OK")), ("bytes", 10), *drip(b"ABCDEFGHIJ"), "end"]], "http-request=400ms", "client=400ms", "server=400ms")
timed("connect_first_bytes", [send(CONNECT + b"hello"), ("message", "head"), ("bytes", 5), "fin", "end"], [["message", send(response("200 OK")), ("bytes", 5), send(b"HELLO"), "end"]])
timed("connect_first_bytes_later", [send(CONNECT + b"hello"), ("message", "head"), send(b"world"), ("bytes", 5), "fin", "end"], [["message", stall(0.2), send(response("200 OK")), ("bytes", 10), send(b"HELLO"), "end"]])
timed("connect_buffered", [send(CONNECT + b"hello"), ("message", "head"), ("bytes", 5), "fin", "end"], [["message", send(response("200 OK")), ("bytes", 5), send(b"HELLO"), "end"]], frontend=BUFFER)
timed("connect_wait_for_body", [send(CONNECT + b"hello"), ("message", "head"), ("bytes", 5), "fin", "end"], [["message", send(response("200 OK")), ("bytes", 5), send(b"HELLO"), "end"]], frontend=["http-request wait-for-body time 300ms"])
timed("connect_wait_for_body_none", [send(CONNECT), ("message", "head"), send(b"hello"), ("bytes", 5), "fin", "end"], [["message", send(response("200 OK")), ("bytes", 5), send(b"HELLO"), "end"]], frontend=["http-request wait-for-body time 300ms"])
timed("connect_refused_by_server", [send(CONNECT), "message", "end"], [["message", send(response("403 No", "Content-Length: 2", body=b"no")), "idle"]])
timed("connect_refused_first_bytes", [send(CONNECT + b"hello"), "message", "end"], [["message", send(response("403 No", "Content-Length: 2", body=b"no")), "idle"]],
      known="HAProxy logs what followed as a bad request, or not, as it comes with the end or before it")
timed("connect_denied", [send(CONNECT), "message", *ASK], answers(OK), frontend=["http-request deny if METH_CONNECT"], logs=2)
timed("connect_denied_first_bytes", [send(CONNECT + b"hello"), "message", "end"], answers(OK), frontend=["http-request deny if METH_CONNECT"], logs=2)
