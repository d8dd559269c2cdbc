"""A client that ends its side in the middle of something, plain and by TLS, with close_notify, FIN, both or RST."""
from .vocabulary import *

HEAD = ("until", b"\r\n\r\n")
BODY = b"0123456789" * 20
UPLOAD = request("POST /up HTTP/1.1", "Host: a", "Content-Length: 200") + BODY[:50]
CHUNKED = request("POST /up HTTP/1.1", "Host: a", "Transfer-Encoding: chunked") + b"64\r\n" + BODY[:50]
PAUSE = ("pause", 0.15)
LONG = response("200 OK", "Content-Length: 300000", body=b"x" * 300000)
CERT = "ssl crt %(certs)s/localhost.pem "
TCP = {"frontend": ["mode tcp", "option tcplog"], "backend": ["mode tcp"]}

# Without TLS, HAProxy says CR, CL or CD of an end that comes with the request, as its events come.
# How each kind of client opens, and the ways in which it may end.
ENDS = {"fin": ["fin"], "rst": [PAUSE, "rst"]}
TOLD = {"notify": ["notify"], "notify_fin": ["notify", "fin"], **ENDS}
CLIENTS = {"plain": ("", [], ENDS), "tls12": (CERT, [tls(version="1.2")], TOLD), "tls13": (CERT, [tls(version="1.3")], TOLD)}

for kind, (bind, opening, ends) in CLIENTS.items():
    for way, end in ends.items():

        def ends_case(name, client, server, **rest):
            case(f"end_{kind}_{way}_{name}", [*opening, *client], server, bind=bind, **rest)

        leaves = [*end] if way == "rst" else [*end, "end"]
        for title, data in (("length", UPLOAD), ("chunks", CHUNKED)):
            ends_case(f"in_{title}", [send(data), PAUSE, *leaves], [[HEAD, "end"]])
            if way != "rst" and kind != "plain":
                ends_case(f"in_{title}_at_once", [PAUSE, (f"send_{way}", data), "end"], [[HEAD, "end"]])
            ends_case(f"in_{title}_connecting", [send(data), ("pause", 0.3), *leaves], "full")
            ends_case(f"in_{title}_answered", [send(data), "message", PAUSE, *leaves], [[HEAD, send(OK), "end"]])
            ends_case(f"in_{title}_answered_closing", [send(data), "message", *leaves], [[HEAD, send(OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")), "end"]])
            ends_case(f"in_{title}_answered_later", [send(data), PAUSE, *leaves], [[HEAD, ("pause", 0.5), send(OK), "end"]])
            ends_case(f"in_{title}_partly_answered", [send(data), HEAD, PAUSE, *leaves], [[HEAD, send(response("200 OK", "Content-Length: 10", body=b"half")), "end"]])
        ends_case("in_length_abort", [send(UPLOAD), PAUSE, *leaves], [[HEAD, "end"]], backend=["option abortonclose"])
        ends_case("in_head", [send(UPLOAD[:30]), PAUSE, *leaves], [[HEAD, "end"]])
        ends_case("in_second_head", [*ASK, send(GET[:20]), PAUSE, *leaves], answers(OK), logs=2)
        ends_case("behind_answer", [*ASK, PAUSE, *leaves], answers(OK))
        ends_case("before_answer", [send(GET), PAUSE, *leaves], [["message", ("pause", 0.4), send(OK), "idle"]])
        ends_case("before_answer_abort", [send(GET), PAUSE, *leaves], [["message", ("pause", 0.6), send(OK), "idle"]], backend=["option abortonclose"],
                  known="the backend's option is enough, as since HAProxy 2.9; for 2.6 the frontend must have it, too")
        ends_case("in_answer", [send(GET), HEAD, *leaves], [["message", send(response("200 OK", "Content-Length: 10", body=b"half")), ("pause", 0.4), send(b"1234es"), "idle"]])
        if way == "rst":
            ends_case("in_long_answer", [send(GET), HEAD, *leaves], [["message", send(LONG), "idle"]], big=True)
        ends_case("tcp_in_request", [send(UPLOAD), PAUSE, *leaves], [[HEAD, "end"]], **TCP)
        ends_case("tcp_answered_behind", [send(UPLOAD), PAUSE, *leaves], [[HEAD, "end", send(OK)]], **TCP)
        ends_case("tcp_answered", [send(UPLOAD), "message", PAUSE, *leaves], [[HEAD, send(OK), "end"]], **TCP)
        ends_case("tcp_nothing", [PAUSE, *leaves], [["end"]], **TCP)
        ends_case("tcp_greeted", ["message", *leaves], [[send(OK), "end"]], **TCP)
