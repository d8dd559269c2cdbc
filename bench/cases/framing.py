"""What rules make of framing, of fields about the connection, of targets and hosts: nothing that a peer could read twice."""
from .vocabulary import *

BODY = [send(request("POST /p HTTP/1.1", "Host: a", "Content-Length: 5", body=b"hello")), "message"]
CHUNKED = [send(request("POST /p HTTP/1.1", "Host: a", "Transfer-Encoding: chunked", body=b"5\r\nhello\r\n0\r\n\r\n")), "message"]
LENGTH = response("200 OK", "Content-Length: 5", body=b"hello")
IN_CHUNKS = response("200 OK", "Transfer-Encoding: chunked", body=b"5\r\nhello\r\n0\r\n\r\n")
TO_THE_END = response("200 OK", "X: y", body=b"hello")
NOTHING = response("204 No Content", "X: y")
# As an edit of a field, by rules of a request and of a response.
EDITS = {
    "del_length": "del-header Content-Length",
    "del_coding": "del-header Transfer-Encoding",
    "del_both": "del-header ^(content-length|transfer-encoding)$ -m reg",
    "length_bad": "set-header Content-Length x",
    "length_3": "set-header Content-Length 3",
    "length_100": "set-header Content-Length 100",
    "coding": "set-header Transfer-Encoding chunked",
    "add_coding": "add-header Transfer-Encoding chunked",
    "coding_gzip": "set-header Transfer-Encoding gzip",
}
BELIEVED = ("HAProxy believes what the rule says: it ends the connection, or sends a message that may be read in two ways. "
            "Here the fields say what the body is")
for name, rule in EDITS.items():
    known = "" if name.startswith("del_") or name == "length_bad" else BELIEVED
    for kind, client in {"length": BODY, "chunked": CHUNKED, "none": ASK}.items():
        case(f"frame_request_{name}_{kind}", client + (ASK if not known else []), [answers(OK, OK), answers(OK)],
             frontend=["http-request " + rule + " if { path /p } or { path /path }"], logs=1 if known else 2, known=known)
    for kind, data in {"length": LENGTH, "chunked": IN_CHUNKS, "close": TO_THE_END}.items():
        case(f"frame_response_{name}_{kind}", [send(GET), ("quiet", 0.3)], [["message", send(data)] + ([] if kind == "close" else ["idle"])],
             backend=["http-response " + rule], known=known)
    case(f"frame_response_{name}_head", [send(request("HEAD / HTTP/1.1", "Host: a")), ("quiet", 0.3)],
         answers(response("200 OK", "Content-Length: 5")), backend=["http-response " + rule], known=known)
    case(f"frame_after_{name}", [send(GET), ("quiet", 0.3)], answers(LENGTH), frontend=["http-after-response " + rule], known=known)
    case(f"frame_after_return_{name}", [send(GET), ("quiet", 0.3)], answers(OK),
         frontend=["http-request return status 200 content-type text/plain string own", "http-after-response " + rule], known=known)
for name, data in {"204": NOTHING, "304": response("304 Not Modified", "Content-Length: 5"), "10": b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello"}.items():
    case(f"frame_response_del_length_{name}", [send(GET), ("quiet", 0.3)], answers(data), backend=["http-response del-header Content-Length"],
         known="an answer of HTTP/1.0 keeps its length: nothing else could tell its end" if name == "10" else "")
case("frame_client10_del_length", [send(b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"), ("quiet", 0.3)], answers(LENGTH),
     backend=["http-response del-header Content-Length"])
for status in ("204", "304", "200", "101"):
    for kind, data in {"length": LENGTH, "chunked": IN_CHUNKS, "204": NOTHING}.items():
        case(f"frame_status_{status}_{kind}", [send(GET), ("quiet", 0.3)], answers(data), backend=[f"http-response set-status {status}"],
             known="nobody has asked for another protocol: the answer has no body" if status == "101" else "")
for method in ("GET", "HEAD", "CONNECT", "DELETE", "PUT"):
    known = {"HEAD": "the server is asked for no body, so the client, which asked for one, is told that it is empty; HAProxy lets it wait",
             "CONNECT": "a body stays one, whatever the method is called; HAProxy keeps it back"}.get(method, "")
    for kind, client in {"length": BODY, "chunked": CHUNKED, "none": ASK}.items():
        case(f"frame_method_{method}_{kind}", [*client, ("pause", 0.1)], answers(OK), frontend=[f"http-request set-method {method}"], known=known)
case("frame_head_to_get", [send(request("HEAD / HTTP/1.1", "Host: a")), ("quiet", 0.3)], answers(LENGTH), frontend=["http-request set-method GET"])

# --- the connection's own fields, targets and hosts -----------------------------------------------------
for name, rule in {
    "connection_close": "set-header Connection close", "connection_keep": "set-header Connection keep-alive", "connection_upgrade": "set-header Connection upgrade",
    "connection_other": "set-header Connection x-hop", "connection_two": "add-header Connection close", "connection_mixed": "set-header Connection \"close, x-hop\"",
    "del_connection": "del-header Connection", "upgrade": "set-header Upgrade websocket", "upgrade_h2c": "set-header Upgrade h2c", "te": "set-header TE trailers",
    "keep_alive": "set-header Keep-Alive timeout=9", "del_host": "del-header Host", "two_hosts": "add-header Host b", "host": "set-header Host b",
    "expect": "set-header Expect 100-continue", "trailer": "set-header Trailer x",
}.items():
    case(f"hop_request_{name}", [*ASK, *ASK], [answers(OK, OK), answers(OK, OK)], frontend=["http-request " + rule], logs=2)
    case(f"hop_response_{name}", [*ASK, ("quiet", 0.2)], answers(LENGTH), backend=["http-response " + rule])
for name, rules in {
    "absolute": ["http-request set-uri http://other/x"], "path_absolute": ["http-request set-path http://other/x"], "star": ["http-request set-uri *"],
    "empty_path": ["http-request set-path /"], "no_slash": ["http-request set-path x"], "query": ["http-request set-query a=b&c"],
    "uri_authority": ["http-request set-uri other:80"],
}.items():
    case(f"target_{name}", ASK, answers(OK), frontend=rules)
    case(f"target_{name}_absolute", [send(request("GET http://www.example.com/x HTTP/1.1", "Host: www.example.com")), "message"], answers(OK), frontend=rules)
for name, rule in {"host": "set-header Host b", "del_host": "del-header Host", "pathq": "set-pathq /n?m"}.items():
    case(f"target_rule_{name}_absolute", [send(request("GET http://www.example.com/x HTTP/1.1", "Host: www.example.com")), "message"], answers(OK), frontend=["http-request " + rule])

# --- ends of messages -------------------------------------------------------------------------------------
case("trailer_long_name", [send(request("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked", body=b"2\r\nab\r\n0\r\n" + b"t" * 300 + b": 1\r\n\r\n")), "message", "end"], answers(OK))
case("trailer_long_name_response", [send(GET), "end"], answers(response("200 OK", "Transfer-Encoding: chunked", body=b"2\r\nab\r\n0\r\n" + b"t" * 300 + b": 1\r\n\r\n")))
case("trailer_bad_with_data", [send(GET), "end"], answers(response("200 OK", "Transfer-Encoding: chunked", body=b"5\r\nhello\r\n0\r\nT t: 1\r\n\r\n")), known="a blank in a trailer's name is always refused; HAProxy now and then lets it pass")
case("trailer_bad_after_data", [send(GET), "end"], [["message", send(response("200 OK", "Transfer-Encoding: chunked", body=b"5\r\nhello\r\n")), ("pause", 0.1), send(b"0\r\nT t: 1\r\n\r\n"), "idle"]], known="a blank in a trailer's name is always refused; HAProxy now and then lets it pass")
case("chunk_bad_with_data", [send(GET), "end"], answers(response("200 OK", "Transfer-Encoding: chunked", body=b"5\r\nhello\r\nzz\r\n")))
case("chunk_bad_after_data", [send(GET), "end"], [["message", send(response("200 OK", "Transfer-Encoding: chunked", body=b"5\r\nhello\r\n")), ("pause", 0.1), send(b"zz\r\n"), "idle"]])
case("request_trailer_bad", [send(request("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked", body=b"2\r\nab\r\n0\r\nT t: 1\r\n\r\n")), "message", "end"], answers(OK), known="a blank in a trailer's name is always refused; HAProxy now and then lets it pass")
case("httpclose_pipelined", [send(GET + GET), "message", "end"], answers(OK), frontend=["option httpclose"])
case("httpclose_pipelined_many", [send(GET * 200), "message", "end"], answers(OK), frontend=["option httpclose"])
case("close_pipelined", [send(request("GET / HTTP/1.1", "Host: a", "Connection: close") + GET), "message", "end"], answers(OK))
case("upgrade_server_close", [send(request("GET / HTTP/1.1", "Host: a", "Connection: Upgrade", "Upgrade: echo")), "message", send(b"ping"), ("bytes", 4), "fin", "end"],
     [["message", send(response("101 Switching Protocols", "Connection: Upgrade", "Upgrade: echo")), ("bytes", 4), send(b"pong"), "end"]], frontend=["option http-server-close"])
case("upgrade_httpclose", [send(request("GET / HTTP/1.1", "Host: a", "Connection: Upgrade", "Upgrade: echo")), "message", send(b"ping"), ("bytes", 4), "fin", "end"],
     [["message", send(response("101 Switching Protocols", "Connection: Upgrade", "Upgrade: echo")), ("bytes", 4), send(b"pong"), "end"]], frontend=["option httpclose"])
case("upgrade_refused_server_close", [send(request("GET / HTTP/1.1", "Host: a", "Connection: Upgrade", "Upgrade: echo")), "message", *ASK], [answers(OK, OK), answers(OK, OK)], frontend=["option http-server-close"], logs=2)
case("upgrade_refused", [send(request("GET / HTTP/1.1", "Host: a", "Connection: Upgrade", "Upgrade: echo")), "message", *ASK], [answers(OK, OK)], logs=2)
case("upgrade_close", [send(request("GET / HTTP/1.1", "Host: a", "Connection: Upgrade, close", "Upgrade: echo")), "message", "end"], answers(OK))
case("upgrade_10", [send(b"GET / HTTP/1.0\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n"), "end"], answers(OK))
case("upgrade_10_keepalive", [send(b"GET / HTTP/1.0\r\nConnection: Upgrade, keep-alive\r\nUpgrade: echo\r\n\r\n"), "message"], answers(OK))
case("server10_chunked", [*ASK, "end"], [["message", send(b"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"), "idle"]])
case("server10_chunked_keepalive", [*ASK, ("quiet", 0.3)], [["message", send(b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"), "idle"]])
case("server_length_and_chunked", [*ASK, ("quiet", 0.3)], [["message", send(response("200 OK", "Content-Length: 2", "Transfer-Encoding: chunked", body=b"2\r\nok\r\n0\r\n\r\n")), "idle"]])
case("client10_chunked", [send(b"POST / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"), "message", ("quiet", 0.3)], answers(OK))
