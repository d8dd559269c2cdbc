"""Answers that come before the request has: what becomes of the rest of it, of both connections and of the log."""
from .vocabulary import *

HEAD = ("until", b"\r\n\r\n")
BODY = b"0123456789" * 20
UPLOAD = request("POST /up HTTP/1.1", "Host: a", "Content-Length: 200")
CHUNKED = request("POST /up HTTP/1.1", "Host: a", "Transfer-Encoding: chunked")
CHUNKS = b"64\r\n" + BODY[:100] + b"\r\n64\r\n" + BODY[100:] + b"\r\n"
LAST = b"0\r\n\r\n"
PAUSE = ("pause", 0.15)


def answer(status, *fields, body=b"ok"):
    return send(response(status, *fields, f"Content-Length: {len(body)}", body=body))


ACCEPTED = answer("202 Accepted")
REFUSED = answer("413 Content Too Large", body=b"no")
IN_CHUNKS = send(response("200 OK", "Transfer-Encoding: chunked", body=b"2\r\nok\r\n0\r\n\r\n"))
TO_THE_END = send(response("200 OK", body=b"ok"))
CLOSING = answer("413 Content Too Large", "Connection: close", body=b"no")
TEN = send(b"HTTP/1.0 202 Accepted\r\nContent-Length: 2\r\n\r\nok")
ANSWERS = {"202": ACCEPTED, "413": REFUSED, "chunked": IN_CHUNKS, "closing": CLOSING, "ten": TEN}

# --- the upload goes on, and so does the connection ------------------------------------------------
for name, what in ANSWERS.items():
    case(f"early_{name}_length", [send(UPLOAD + BODY[:50]), "message", PAUSE, send(BODY[50:]), PAUSE, *ASK],
         [[HEAD, what, ("until", BODY[50:]), "message", send(OK), "idle"], answers(OK)], logs=2)
    case(f"early_{name}_chunked", [send(CHUNKED + CHUNKS[:50]), "message", PAUSE, send(CHUNKS[50:] + LAST), PAUSE, *ASK],
         [[HEAD, what, ("until", LAST), "message", send(OK), "idle"], answers(OK)], logs=2)
case("early_until_close", [send(UPLOAD + BODY[:50]), PAUSE, send(BODY[50:]), "end"], [[HEAD, TO_THE_END, ("until", BODY[50:])]])
case("early_until_close_first", [send(UPLOAD + BODY[:50]), ("until", b"ok"), PAUSE, send(BODY[50:]), "end"], [[HEAD, TO_THE_END]])
case("early_nothing_sent", [send(UPLOAD), "message", PAUSE, send(BODY), PAUSE, *ASK],
     [[HEAD, ACCEPTED, ("until", BODY), "message", send(OK), "idle"], answers(OK)], logs=2)
case("early_pipelined", [send(UPLOAD + BODY[:50]), "message", PAUSE, send(BODY[50:] + GET), "message"],
     [[HEAD, ACCEPTED, ("until", BODY[50:]), "message", send(OK), "idle"], answers(OK)], logs=2)
case("early_pipelined_chunked", [send(CHUNKED + CHUNKS[:50]), "message", PAUSE, send(CHUNKS[50:] + LAST + GET), "message"],
     [[HEAD, ACCEPTED, ("until", LAST), "message", send(OK), "idle"], answers(OK)], logs=2)
case("early_trailers", [send(CHUNKED + CHUNKS), "message", PAUSE, send(b"0\r\nT: 1\r\n\r\n"), PAUSE, *ASK],
     [[HEAD, ACCEPTED, ("until", b"1\r\n\r\n"), "message", send(OK), "idle"], answers(OK)], logs=2)
case("early_slowly", [send(UPLOAD), "message", *drip(BODY, 6, 0.1), PAUSE, *ASK],
     [[HEAD, ACCEPTED, ("until", BODY), "message", send(OK), "idle"], answers(OK)], logs=2)
case("early_large", [send(request("PUT /up HTTP/1.1", "Host: a", "Content-Length: 300000")), "message", send(b"x" * 300000), PAUSE, *ASK],
     [[HEAD, ACCEPTED, ("bytes", 300000), "message", send(OK), "idle"], answers(OK)], logs=2)
case("early_beside_large", [send(request("PUT /up HTTP/1.1", "Host: a", "Content-Length: 100")), "message", send(b"x" * 100), PAUSE, *ASK],
     [[HEAD, answer("200 OK", body=b"y" * 100000), ("bytes", 100), "message", send(OK), "idle"], answers(OK)], logs=2)
case("early_10_client", [send(b"POST / HTTP/1.0\r\nContent-Length: 200\r\n\r\n" + BODY[:50]), ("until", b"ok"), PAUSE, send(BODY[50:]), "end"],
     [[HEAD, ACCEPTED, ("until", BODY[50:]), "idle"]])
case("early_10_keepalive", [send(b"POST / HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 200\r\n\r\n" + BODY[:50]), "message", PAUSE, send(BODY[50:]), PAUSE, *ASK],
     [[HEAD, ACCEPTED, ("until", BODY[50:]), "message", send(OK), "idle"], answers(OK)], logs=2)
case("early_client_close", [send(request("POST / HTTP/1.1", "Host: a", "Connection: close", "Content-Length: 200") + BODY[:50]), "message", PAUSE, send(BODY[50:]), "end"],
     [[HEAD, ACCEPTED, ("until", BODY[50:]), "idle"]])
for option in ("httpclose", "http-server-close", "abortonclose"):
    case("early_" + option.replace("-", "_"), [send(UPLOAD + BODY[:50]), "message", PAUSE, send(BODY[50:]), PAUSE, *ASK, "end"],
         [[HEAD, ACCEPTED, ("until", BODY[50:]), "idle"], answers(OK)], frontend=[f"option {option}"], backend=[f"option {option}"], logs=1 if option == "httpclose" else 2)
case("early_head_first", [send(UPLOAD[:-2]), PAUSE, send(b"\r\n" + BODY[:50]), "message", send(BODY[50:]), PAUSE, *ASK],
     [[HEAD, ACCEPTED, ("until", BODY[50:]), "message", send(OK), "idle"], answers(OK)], logs=2)
case("early_204", [send(UPLOAD + BODY[:50]), "message", PAUSE, send(BODY[50:]), PAUSE, *ASK],
     [[HEAD, send(response("204 No Content", "X: y")), ("until", BODY[50:]), "message", send(OK), "idle"], answers(OK)], logs=2)
case("early_interim", [send(UPLOAD + BODY[:50]), "message", "message", send(BODY[50:]), PAUSE, *ASK],
     [[HEAD, send(response("103 Early Hints", "Link: x")), PAUSE, ACCEPTED, ("until", BODY[50:]), "message", send(OK), "idle"], answers(OK)], logs=2)
case("early_retry_on", [send(UPLOAD + BODY[:50]), "message", PAUSE, send(BODY[50:]), PAUSE, *ASK],
     [[HEAD, answer("503 No"), ("until", BODY[50:]), "message", send(OK), "idle"], answers(OK)], backend=["retry-on 503"], logs=2)
REPLACED = "the response took its time, as since HAProxy 3.1, though a rule has another one sent"
case("early_deny_response", [send(UPLOAD + BODY[:50]), "message", PAUSE, send(BODY[50:]), "end"],
     [[HEAD, ACCEPTED, ("until", BODY[50:]), "idle"]], backend=["http-response deny"], known=REPLACED)
case("early_return_response", [send(UPLOAD + BODY[:50]), "message", PAUSE, send(BODY[50:]), "end"],
     [[HEAD, ACCEPTED, ("until", BODY[50:]), "idle"]], backend=["http-response return status 200 content-type text/plain string own"], known=REPLACED)

# --- who ends it ------------------------------------------------------------------------------------
for name, what in {"202": ACCEPTED, "413": REFUSED, "closing": CLOSING, "ten": TEN}.items():
    case(f"early_{name}_server_closes", [send(UPLOAD + BODY[:50]), "message", ("pause", 0.3), send(BODY[50:100]), "end"], [[HEAD, what, PAUSE]])
    case(f"early_{name}_server_closes_idle", [send(UPLOAD + BODY[:50]), "message", "end"], [[HEAD, what, PAUSE]])
    case(f"early_{name}_server_resets", [send(UPLOAD + BODY[:50]), "message", ("pause", 0.3), send(BODY[50:100]), "end"], [[HEAD, what, PAUSE, "rst"]])
    case(f"early_{name}_at_once", [send(UPLOAD + BODY[:50]), "message", "end"], [[HEAD, ("bytes", 50), what]])
    case(f"early_{name}_client_leaves", [send(UPLOAD + BODY[:50]), "message"], [[HEAD, what, "idle"]])
    case(f"early_{name}_client_fin", [send(UPLOAD + BODY[:50]), "message", "fin", "end"], [[HEAD, what, "idle"]])
    case(f"early_{name}_client_resets", [send(UPLOAD + BODY[:50]), "message", PAUSE, "rst"], [[HEAD, what, "idle"]])
    case(f"early_{name}_client_stalls", [send(UPLOAD + BODY[:50]), "message", "end"], [[HEAD, what, "idle"]], frontend=["timeout client 300ms"])
    case(f"early_{name}_client_stalls_longer", [send(UPLOAD + BODY[:50]), "message", ("pause", 0.5), send(BODY[50:]), PAUSE, *ASK],
         [[HEAD, what, ("until", BODY[50:]), "message", send(OK), "idle"], answers(OK)], backend=["timeout server 300ms"], logs=2)
case("early_bad_chunk", [send(CHUNKED + CHUNKS), "message", PAUSE, send(b"zz\r\n"), "end"], [[HEAD, ACCEPTED, "idle"]])
case("early_bad_trailer", [send(CHUNKED + CHUNKS), "message", PAUSE, send(b"0\r\nT t: 1\r\n\r\n"), "end"], [[HEAD, ACCEPTED, "idle"]],
     known="a blank in a trailer's name is always refused; by HAProxy only where the trailer comes with the head")
case("bad_chunk_before", [send(CHUNKED + CHUNKS), PAUSE, send(b"zz\r\n"), "end"], [[HEAD, "idle"]])
case("early_cut_answer", [send(UPLOAD + BODY[:50]), "end"], [[HEAD, send(response("200 OK", "Content-Length: 10", body=b"half")), PAUSE]])
case("early_answer_stalls", [send(UPLOAD + BODY[:50]), "end"], [[HEAD, send(response("200 OK", "Content-Length: 10", body=b"half")), "idle"]], backend=["timeout server 300ms"])
case("early_bad_answer", [send(UPLOAD + BODY[:50]), "end"], [[HEAD, send(b"garbage\r\n\r\n"), "idle"]])
case("early_no_answer", [send(UPLOAD + BODY[:50]), "end"], [[HEAD, PAUSE]])
case("early_server_reset", [send(UPLOAD + BODY[:50]), "end"], [[HEAD, PAUSE, "rst"]])

# --- Expect -------------------------------------------------------------------------------------------
EXPECTS = request("POST /up HTTP/1.1", "Host: a", "Expect: 100-continue", "Content-Length: 200")
CONTINUE = send(b"HTTP/1.1 100 Continue\r\n\r\n")
FAILED = answer("417 Expectation Failed", body=b"no")
case("expect_100", [send(EXPECTS), "message", send(BODY), "message", *ASK], [[HEAD, CONTINUE, ("until", BODY), send(OK), "message", send(OK), "idle"]], logs=2)
case("expect_417_no_body", [send(EXPECTS), "message", PAUSE, "end"], [[HEAD, FAILED, "idle"]])
case("expect_417_next", [send(EXPECTS), "message", *ASK, "end"], [[HEAD, FAILED, "idle"]])
case("expect_417_body_after", [send(EXPECTS), "message", PAUSE, send(BODY), *ASK], [[HEAD, FAILED, ("until", BODY), "message", send(OK), "idle"], answers(OK)], logs=2)
case("expect_417_closing", [send(EXPECTS), "message", "end"], [[HEAD, answer("417 Expectation Failed", "Connection: close", body=b"no")]])
case("expect_413", [send(EXPECTS), "message", "end"], [[HEAD, REFUSED, PAUSE]])
case("expect_not_awaited", [send(EXPECTS + BODY), "message", "message", *ASK], [[HEAD, CONTINUE, ("until", BODY), send(OK), "message", send(OK), "idle"]], logs=2)
case("expect_200", [send(EXPECTS), "message", PAUSE, send(BODY), *ASK], [[HEAD, ACCEPTED, ("until", BODY), "message", send(OK), "idle"], answers(OK)], logs=2)
case("expect_two", [send(EXPECTS), "message", "message", send(BODY), "message"], [[HEAD, CONTINUE, CONTINUE, ("until", BODY), send(OK), "idle"]])
case("expect_denied", [send(EXPECTS), "message", "end"], answers(OK), frontend=["http-request deny"])
case("expect_buffered", [send(EXPECTS), "message", send(BODY), "message"], [[HEAD, ("until", BODY), send(OK), "idle"]], frontend=["option http-buffer-request"], known="the 100 that is sent here counts for the frontend alone, which has sent it")
case("continue_unasked", [send(UPLOAD + BODY[:50]), "message", send(BODY[50:]), "message"], [[HEAD, CONTINUE, ("until", BODY[50:]), send(OK), "idle"]])
case("continue_after_body", [send(UPLOAD + BODY), "message", "message"], [[HEAD, ("until", BODY), CONTINUE, send(OK), "idle"]])
case("continue_for_10", [send(b"POST / HTTP/1.0\r\nContent-Length: 200\r\nExpect: 100-continue\r\n\r\n" + BODY), "end"], [[HEAD, ("until", BODY), send(OK), "idle"]])

# --- late answers and repeats --------------------------------------------------------------------------
case("late_extra_response", ASK + ASK, [["message", send(OK + OK), "idle"], answers(OK)], logs=2)
case("late_response_after_idle", [*ASK, ("pause", 0.3), *ASK], [["message", send(OK), PAUSE, send(OK), "idle"], answers(OK)], logs=2)
POST = request("POST /p HTTP/1.1", "Host: a", "Content-Length: 2", body=b"ab")
EMPTY_PUT = request("PUT /p HTTP/1.1", "Host: a", "Content-Length: 0")
DELETE = request("DELETE /p HTTP/1.1", "Host: a")
CUT = "a head that is cut short is an invalid answer, as since HAProxy 2.7; for 2.6 it is none"
for name, data in {"get": GET, "post": POST, "put": EMPTY_PUT, "delete": DELETE}.items():
    again = "a request that changes nothing is sent again where the server may not have seen it" if name == "get" else ""
    case(f"reused_closed_{name}", [*ASK, send(data), "message", "end"], [["message", send(OK), "message"], answers(OK)], logs=2, known=again)
    case(f"reused_cut_{name}", [*ASK, send(data), "message", "end"], [["message", send(OK), "message", send(b"HTTP/1.1 200 OK\r\nCont")], answers(OK)], logs=2, known=CUT)
    case(f"reused_reset_{name}", [*ASK, send(data), "message", "end"], [["message", send(OK), "message", "rst"], answers(OK)], logs=2, known=again)
    case(f"reused_other_client_closed_{name}", [ASK, [send(data), "message", "end"]], [["message", send(OK), "message"], answers(OK)], backend=["http-reuse always"], logs=2, known=again)
    case(f"reused_other_client_cut_{name}", [ASK, [send(data), "message", "end"]], [["message", send(OK), "message", send(b"HTTP/1.1 200 OK\r\nCont")], answers(OK)], backend=["http-reuse always"], logs=2, known=CUT)
    case(f"reused_body_cut_{name}", [*ASK, send(data), "end"], [["message", send(OK), "message", send(response("200 OK", "Content-Length: 9", body=b"half"))], answers(OK)], logs=2)
