"""Framing, connections, bad messages, rules, cookies."""
from .vocabulary import *

# --- framing and connections ---------------------------------------------------------------------
case("get", ASK, answers(OK))
case("keepalive", ASK + ASK, answers(OK, OK), logs=2)
case("pipelined", [send(GET + GET), "message", "message"], answers(OK, OK), logs=2)
case("client10", [send(b"GET / HTTP/1.0\r\n\r\n"), "message", "end"], answers(OK))
case("client10_keepalive", [send(b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"), "message"], answers(OK))
case("client_close", [send(request("GET / HTTP/1.1", "Host: a", "Connection: close")), "message", "end"], answers(OK))
case("server_close", ASK + ASK, [answers(response("200 OK", "Connection: close", "Content-Length: 2", body=b"ok"))[:-1],
     answers(OK)], logs=2)
case("server10", ASK, [["message", send(b"HTTP/1.0 200 OK\r\n\r\nuntil the end")]])
case("server10_keepalive", ASK + ASK, answers(b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok", OK), logs=2)
case("until_close", [send(GET), "end"], [["message", send(response("200 OK", "X: y", body=b"until the end"))]])
case("until_close_10", [send(b"GET / HTTP/1.0\r\n\r\n"), "end"], [["message", send(response("200 OK", "X: y", body=b"until the end"))]])
case("chunked_response", ASK, answers(response("200 OK", "Transfer-Encoding: chunked", body=b"5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n")))
case("chunked_response_10", [send(b"GET / HTTP/1.0\r\n\r\n"), "end"], answers(response("200 OK", "Transfer-Encoding: chunked", body=b"5\r\nhello\r\n0\r\n\r\n")))
case("chunked_trailers", ASK, answers(response("200 OK", "Transfer-Encoding: chunked", body=b"5\r\nhello\r\n0\r\nX-Trailer: 1\r\n\r\n")))
case("post_length", [send(request("POST /p HTTP/1.1", "Host: a", "Content-Length: 5", body=b"hello")), "message"], answers(OK))
case("post_chunked", [send(request("POST /p HTTP/1.1", "Host: a", "Transfer-Encoding: chunked", body=b"5\r\nhello\r\n0\r\n\r\n")), "message"], answers(OK))
case("post_chunked_trailers", [send(request("POST /p HTTP/1.1", "Host: a", "Transfer-Encoding: chunked", body=b"5\r\nhello\r\n0\r\nT: 1\r\n\r\n")), "message"], answers(OK))
case("post_two_parts", [send(request("POST /p HTTP/1.1", "Host: a", "Content-Length: 10", body=b"hello")), ("pause", 0.2), send(b"world"), "message"], answers(OK))
case("post_10", [send(b"POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nab"), "end"], answers(OK))
case("expect_continue", [send(request("POST / HTTP/1.1", "Host: a", "Content-Length: 2", "Expect: 100-continue")), "message", send(b"ab"), "message"],
     [[("bytes", 60), send(b"HTTP/1.1 100 Continue\r\n\r\n"), ("pause", 0.1), ("bytes", 2), send(OK), "idle"]])
case("head", [send(request("HEAD / HTTP/1.1", "Host: a")), ("message", "head")] + ASK, answers(response("200 OK", "Content-Length: 10"), OK), logs=2)
case("status204", ASK, answers(response("204 No Content", "X: y")))
case("status304", ASK, answers(response("304 Not Modified", "ETag: x", "Content-Length: 100")))
case("early_hints", [send(GET), "message", "message"], answers(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK))
case("options_star", [send(request("OPTIONS * HTTP/1.1", "Host: a")), "message"], answers(OK))
case("absolute", [send(request("GET http://www.example.com/x HTTP/1.1", "Host: www.example.com")), "message"], answers(OK))
case("lower_case_names", [send(request("GET / HTTP/1.1", "hOsT: a", "X-CuStoM:   v  ", "Empty:", "X-Two: a", "X-Two: b")), "message"], answers(response("200 OK", "X-RESP: V", "Content-Length: 0")))
case("hop_by_hop", [send(request("GET / HTTP/1.1", "Host: a", "Connection: keep-alive, X-Hop", "X-Hop: 1", "Keep-Alive: timeout=5", "Proxy-Connection: keep-alive", "TE: trailers")), "message"], answers(response("200 OK", "Connection: X-Hop", "X-Hop: 2", "Keep-Alive: timeout=5", "Content-Length: 0")))
case("upgrade", [send(request("GET / HTTP/1.1", "Host: a", "Connection: Upgrade", "Upgrade: echo")), "message", send(b"ping"), ("bytes", 4), "fin", "end"],
     [["message", send(response("101 Switching Protocols", "Connection: Upgrade", "Upgrade: echo")), ("bytes", 4), send(b"pong"), "end"]])
case("connect", [send(request("CONNECT host:443 HTTP/1.1", "Host: host:443")), ("message", "head"), send(b"ping"), ("bytes", 4), "fin", "end"],
     [["message", send(response("200 OK")), ("bytes", 4), send(b"pong"), "end"]])
case("one_byte_at_a_time", [("slowly", GET), "message"], [["message", ("slowly", OK), "idle"]])
case("http_close", ASK + ["end"], answers(OK), frontend=["option httpclose"])
case("server_close_option", ASK + ASK, [answers(OK), answers(OK)], frontend=["option http-server-close"], logs=2)
case("large_body", [send(GET), "message"], answers(response("200 OK", "Content-Length: 100000", body=b"x" * 100000)))
case("large_post", [send(request("POST / HTTP/1.1", "Host: a", "Content-Length: 100000", body=b"x" * 100000)), "message"], answers(OK))
case("early_response", [send(request("POST / HTTP/1.1", "Host: a", "Content-Length: 10", body=b"hello")), "message"],
     [[("bytes", 70), send(response("413 Too Large", "Content-Length: 2", body=b"no")), "idle"]])

# --- bad requests --------------------------------------------------------------------------------
for name, data in {
    "garbage": b"\x16\x03\x01\x02garbage\r\n\r\n",
    "no_version": b"GET /\r\n\r\n",
    "bad_version": b"GET / HTTP/x.y\r\nHost: a\r\n\r\n",
    "space_before_colon": b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
    "obs_fold": b"GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n",
    "two_lengths": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "same_lengths": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab",
    "length_and_chunked": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
    "negative_length": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    "bad_coding": b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
    "chunked_not_last": b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n",
    "two_hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "no_host": b"GET / HTTP/1.1\r\n\r\n",
    "host_differs": b"GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n",
    "oversized": b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 20000 + b"\r\n\r\n",
    "many_headers": b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 150 + b"\r\n",
    "bad_chunk": b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n",
}.items():
    case("bad_" + name, [send(data), "message", "end"], answers(OK))

# --- bad responses, timeouts, aborts --------------------------------------------------------------
case("response_garbage", ASK, answers(b"garbage\r\n\r\n"))
case("response_bad_length", ASK, answers(response("200 OK", "Content-Length: 1", "Content-Length: 2", body=b"ab")))
case("response_empty", ASK, [["message"]])
case("response_reset", ASK, [["message", "rst"]])
case("response_head_cut", ASK, [["message", send(b"HTTP/1.1 200 OK\r\nConte")]],
     known="a head that is cut short is an invalid answer, as since HAProxy 2.7; for 2.6 it is none")
case("response_body_cut", [send(GET), "end"], [["message", send(response("200 OK", "Content-Length: 10", body=b"hello"))]])
case("response_chunk_cut", [send(GET), "end"], [["message", send(response("200 OK", "Transfer-Encoding: chunked", body=b"5\r\nhel"))]])
case("server_refuses", ASK, None, backend=["retries 0"])
case("server_silent", ASK, [["message", ("pause", 2.5)]])
case("server_stalls_in_body", [send(GET), "end"], [["message", send(response("200 OK", "Content-Length: 10", body=b"hello")), ("pause", 2.5)]])
case("no_server", ASK, None, servers=[])
case("request_timeout", [send(b"GET / HT"), "end"], answers(OK))
case("nothing_sent", ["end"], answers(OK))
case("client_leaves_at_once", [[]], answers(OK), logs=1)
case("client_leaves_in_head", [send(b"GET / HT"), ("pause", 0.1)], answers(OK))
case("client_leaves_waiting", [send(GET), ("pause", 0.2)], [["message", ("pause", 0.5), send(OK), "idle"]])
case("client_leaves_in_body", [send(request("POST / HTTP/1.1", "Host: a", "Content-Length: 10", body=b"hello")), ("pause", 0.2)], answers(OK))
case("client_resets_waiting", [send(GET), ("pause", 0.2), "rst"], [["message", ("pause", 0.5), send(OK), "idle"]])
case("client_stalls_in_body", [send(request("POST / HTTP/1.1", "Host: a", "Content-Length: 10", body=b"hello")), "end"], answers(OK))
case("client_half_closes", [send(GET), "fin", "end"], answers(OK))
case("abortonclose", [send(GET), ("pause", 0.1), "fin", "end"], [["message", ("pause", 0.5), send(OK), "idle"]], backend=["option abortonclose"],
     known="the backend's option is enough, as since HAProxy 2.9; for 2.6 the frontend must have it, too")
case("retry_on_503", ASK, [answers(response("503 No", "Content-Length: 0")), answers(OK)], backend=["retry-on 503", "retries 2"])
case("retry_empty", ASK, [["message"], answers(OK)], backend=["retry-on empty-response", "retries 2"])
case("retry_all_post", [send(request("POST / HTTP/1.1", "Host: a", "Content-Length: 2", body=b"ab")), "message"], [["message"], answers(OK)], backend=["retry-on all-retryable-errors", "retries 2"])

UNAVAILABLE = response("503 No", "Content-Length: 0")
case("retry_exhausted", ASK, [answers(UNAVAILABLE)], backend=["retry-on 503", "retries 2"])
case("retry_empty_exhausted", ASK, [["message"]], backend=["retry-on empty-response", "retries 1"])
case("retry_junk", ASK, [answers(b"garbage\r\n\r\n"), answers(OK)], backend=["retry-on junk-response"])
case("retry_truncated", ASK, [["message", send(b"HTTP/1.1 200 OK\r\nConte")], answers(OK)], backend=["retry-on empty-response junk-response"])
case("retry_timeout", ASK, [["message", "end"], answers(OK)], backend=["retry-on response-timeout", "timeout server 200ms"])
case("retry_reset", ASK, [["message", "rst"], answers(OK)], backend=["retry-on all-retryable-errors"])
case("retry_reset_empty", ASK, [["message", "rst"], answers(OK)], backend=["retry-on empty-response"])
case("retry_reset_junk", ASK, [["message", "rst"], answers(OK)], backend=["retry-on junk-response"])
case("retry_disabled", ASK, [answers(UNAVAILABLE), answers(OK)], frontend=["http-request disable-l7-retry"], backend=["retry-on 503"])
case("retry_large_post", [send(request("POST / HTTP/1.1", "Host: a", "Content-Length: 40000", body=b"x" * 40000)), "message"],
     [answers(UNAVAILABLE), answers(OK)], backend=["retry-on 503"])
case("retry_then_next", [send(GET + GET), "message", "message"], [answers(UNAVAILABLE, OK), answers(OK, OK)], backend=["retry-on 503"], logs=2)

# --- connections to servers -----------------------------------------------------------------------
case("reuse_never", [ASK + ASK, ASK], [answers(OK, OK)], backend=["http-reuse never"], logs=3)
case("reuse_safe", [ASK + ASK, ASK + ASK], [answers(OK, OK, OK, OK)], logs=4)
case("reuse_aggressive", [ASK + ASK, ASK], [answers(OK, OK, OK)], backend=["http-reuse aggressive"], logs=3)
case("reuse_always", [ASK, ASK], [answers(OK, OK)], backend=["http-reuse always"], logs=2)
case("reuse_none_kept", [ASK, ASK], [answers(OK, OK)], backend=["http-reuse always"],
     servers=["server s 127.0.0.1:%(server)d pool-max-conn 0"], logs=2)
case("reuse_negotiate", [ASK + ASK, ASK], [answers(response("401 No", "WWW-Authenticate: Negotiate", "Content-Length: 0"), OK, OK)],
     backend=["http-reuse always"], logs=3)
case("reuse_by_proxy_header", [ASK + ASK, ASK], [answers(OK, OK)], backend=["http-reuse always"],
     servers=["server s 127.0.0.1:%(server)d send-proxy"], logs=3,
     known="the server sees the clients' ports, which differ from run to run")
case("name_header", [send(request("GET / HTTP/1.1", "Host: a", "X-Server: mine")), "message"], answers(OK), backend=["http-send-name-header X-Server"])
case("request_close_by_rule", ASK + ASK, [answers(OK, OK)], backend=["http-request set-header Connection close"], logs=2)
case("pretend_keepalive", ASK + ASK, [answers(OK, OK)], backend=["option http-server-close", "option http-pretend-keepalive"], logs=2)
case("backend_http_close", ASK + ASK, [answers(OK, OK)], backend=["option httpclose"], logs=2)
case("abortonclose_post", [send(request("POST / HTTP/1.1", "Host: a", "Content-Length: 2", body=b"ab")), ("pause", 0.1), "fin", "end"],
     [["message", ("pause", 0.5), send(OK), "idle"]], backend=["option abortonclose"],
     known="the backend's option is enough, as since HAProxy 2.9; for 2.6 the frontend must have it, too")

# --- rules ----------------------------------------------------------------------------------------
case("deny", ASK, answers(OK), frontend=["http-request deny if { path /path }"])
POST_BODY = [send(request("POST /path HTTP/1.1", "Host: a", "Content-Length: 3") + b"abc"), "message"]
case("deny_body", POST_BODY + ASK, answers(OK), frontend=["http-request deny if METH_POST"], logs=2)
case("return_body", POST_BODY + ASK, answers(OK), frontend=["http-request return status 200 if METH_POST"], logs=2)
case("redirect_body", POST_BODY, answers(OK), frontend=["http-request redirect location /new if METH_POST"])
case("deny_part_of_body", [send(request("POST /path HTTP/1.1", "Host: a", "Content-Length: 30") + b"abc"), "message"], answers(OK), frontend=["http-request deny if METH_POST"])
case("deny_status", ASK, answers(OK), frontend=["http-request deny deny_status 429"])
case("deny_backend", ASK, answers(OK), backend=["http-request deny"])
case("deny_response", ASK, answers(OK), backend=["http-response deny if { status 200 }"],
     known="the response took its time, as since HAProxy 3.1, though a rule has another one sent")
case("return_string", ASK + ASK, answers(OK), frontend=["http-request return status 200 content-type text/plain string hello hdr X-A b"], logs=2)
case("redirect_location", ASK, answers(OK), frontend=["http-request redirect location /new code 301"])
case("redirect_prefix", ASK, answers(OK), frontend=["redirect prefix http://other drop-query"])
case("redirect_scheme", ASK, answers(OK), frontend=["redirect scheme https if !{ ssl_fc }"])
case("headers", ASK, answers(OK), frontend=["http-request set-header X-Path %%[path]", "http-request add-header X-A 1", "http-request add-header X-A 2", "http-request del-header Host", "http-response set-header X-R %%[status]", "http-after-response set-header X-After 1"])
case("replace_header", [send(request("GET / HTTP/1.1", "Host: a", "Cookie: a=1; b=2")), "message"], answers(OK), frontend=[r"http-request replace-header Cookie a=([^;]*)(.*) a=x\1\2"])
case("set_path", ASK, answers(OK), frontend=["http-request set-path /new%%[path]"])
case("set_uri", ASK, answers(OK), frontend=["http-request set-uri /u?%%[query]"])
case("set_method", ASK, answers(OK), frontend=["http-request set-method PUT"])
case("set_status", ASK, answers(OK), frontend=["http-response set-status 201 reason Made"])
case("set_query", ASK, answers(OK), frontend=["http-request set-query a=b"])
case("tarpit", ASK, answers(OK), frontend=["timeout tarpit 300ms", "http-request tarpit"])
case("auth", ASK, answers(OK), frontend=["http-request auth realm r unless { http_auth(users_%(name)s) }"], sections=["userlist users_%(name)s", "  user u insecure-password p"])
case("auth_good", [send(request("GET / HTTP/1.1", "Host: a", "Authorization: Basic dTpw")), "message"], answers(OK), frontend=["http-request auth realm r unless { http_auth(users_%(name)s) }"], sections=["userlist users_%(name)s", "  user u insecure-password p"])
case("reject", [send(GET), "end"], answers(OK), frontend=["http-request reject"])
case("monitor", [send(request("GET /mon HTTP/1.1", "Host: a")), "message"], answers(OK), frontend=["monitor-uri /mon"], logs=0)
case("monitor_fail", [send(request("GET /mon HTTP/1.1", "Host: a")), "message"], answers(OK), frontend=["monitor-uri /mon", "monitor fail if { always_true }"], logs=0)
case("errorfile", ASK, None, backend=["retries 0", "errorfile 503 %(folder)s/500.http"])
case("errorloc", ASK, None, backend=["retries 0", "errorloc 503 http://sorry/"])
case("forwardfor", ASK, answers(OK), frontend=["option forwardfor"])
case("originalto", ASK, answers(OK), frontend=["option originalto"])
case("unique_id", ASK, answers(OK), frontend=["unique-id-format id-%%[path]", "unique-id-header X-Id", "http-request del-header X-Id"])
case("captures", ASK, answers(response("200 OK", "Server: x", "Content-Length: 0")), frontend=["capture request header Host len 10", "capture request header User-Agent len 5", "capture response header Server len 10"])
case("use_backend", ASK, answers(OK), frontend=["use_backend other_%(name)s if { path_beg /path }"], sections=["backend other_%(name)s", "  http-request return status 200 content-type text/plain string other"])
case("log_format", ASK, answers(OK), frontend=["log-format \"%%ci [%%tr] fe_%(name)s %%HM %%HP %%HQ %%HU %%HV %%ST %%B %%U %%ts %%tsc %%rc %%b %%s\""])
case("httplog_clf", ASK, answers(OK), frontend=["option httplog clf"], logs=0)

# --- cookies --------------------------------------------------------------------------------------
COOKIE = ["server s 127.0.0.1:%(server)d cookie one"]
case("cookie_insert", ASK, answers(OK), backend=["cookie SRV insert indirect nocache"], servers=COOKIE)
case("cookie_insert_known", [send(request("GET / HTTP/1.1", "Host: a", "Cookie: x=1; SRV=one; y=2")), "message"], answers(OK), backend=["cookie SRV insert indirect nocache"], servers=COOKIE)
case("cookie_insert_invalid", [send(request("GET / HTTP/1.1", "Host: a", "Cookie: SRV=other")), "message"], answers(OK), backend=["cookie SRV insert indirect"], servers=COOKIE)
case("cookie_rewrite", ASK, answers(response("200 OK", "Set-Cookie: SRV=x; path=/", "Content-Length: 0")), backend=["cookie SRV rewrite"], servers=COOKIE)
case("cookie_prefix", [send(request("GET / HTTP/1.1", "Host: a", "Cookie: SID=one~abc")), "message"], answers(response("200 OK", "Set-Cookie: SID=def; path=/", "Content-Length: 0")), backend=["cookie SID prefix"], servers=COOKIE)
case("cookie_dates", ASK, answers(OK), backend=["cookie SRV insert maxidle 30m maxlife 8h"], servers=COOKIE)


def cookie(name, sent, *mode, res=(), method="GET", servers=COOKIE, more=(), **rest):
    """A request with these Cookie fields, to a backend with `cookie SRV` of that mode; the response has these fields."""
    fields = [f"Cookie: {value}" for value in sent]
    case("cookie_" + name, [send(request(f"{method} /p HTTP/1.1", "Host: a", *fields)), "message"],
         answers(response("200 OK", *res, "Content-Length: 2", body=b"ok")),
         backend=[("cookie SRV " + " ".join(mode)).strip(), *more], servers=servers, **rest)


SET = ["Set-Cookie: A=1", "Set-Cookie: SRV = x ; path=/; Secure"]
TWO = ["server down 127.0.0.1:1 cookie down disabled", *COOKIE]
cookie("passive", ["SRV=one"], res=SET)
cookie("passive_indirect", ["SRV=one"], "indirect", res=SET)
cookie("insert_set", ["a=1"], "insert", res=SET)
cookie("insert_attributes", [], "insert", "httponly secure domain .example.com domain b.example.com attr SameSite=Strict attr X=1")
cookie("insert_bare", ["SRV=one"], "insert", servers=["server s 127.0.0.1:%(server)d"])
cookie("preserve", ["SRV=one"], "insert indirect preserve", res=SET)
cookie("postonly", [], "insert postonly")
cookie("postonly_post", [], "insert postonly", method="POST")
cookie("rewrite_known", ["SRV=one"], "rewrite", res=SET)
cookie("prefix_bad", ["SRV=bad~x; a=1"], "prefix", res=SET)
cookie("prefix_two", ["a=1", "SRV = one~x ; SRV=one~y"], "prefix", res=SET)
for name, value in {
    "only": "SRV=one", "first": "SRV=one;b=2", "middle": "a=1;SRV=one ; b=2", "last": "a=1; SRV=one", "semicolon": "a=1; SRV=one;",
    "comma": "a=1, SRV=one, b=2", "version": "$Version=1; SRV=one; $Path=/; a=b", "version_only": "$Version=1; SRV=one",
    "spaces": "SRV = one; a = 1 ;b= 2", "quoted": 'SRV="o\\";n,e"; a="x;y"; SRV=one', "nameless": "x;SRV=one;y", "empty": "SRV=",
    "empty_pieces": "a=b;;SRV=one;;c=d", "twice": "SRV=one; SRV=two;c=d;SRV=one", "case": "srv=one; SRVX=one; SRV=onee",
}.items():
    cookie("removed_" + name, [value], "insert indirect")
cookie("several_fields", ["a=b", "SRV=one", "SRV=bad"], "insert indirect")
cookie("nocache", [], "insert nocache", res=["ETag: x"])
cookie("nocache_private", [], "insert nocache", res=["ETag: x", "Cache-Control: private"])
cookie("down", ["SRV=down"], "insert indirect", servers=TWO)
cookie("persist", ["SRV=down"], "insert indirect", servers=TWO, more=["option persist", "retries 0"])
cookie("persist_redispatch", ["SRV=down"], "insert indirect", servers=TWO, more=["option persist", "option redispatch 1"])
cookie("force_persist", ["SRV=down"], "insert indirect", servers=TWO, more=["force-persist if TRUE", "retries 0"])
cookie("ignore_persist", ["SRV=one"], "insert indirect", res=SET, more=["ignore-persist if { path /p }"])
cookie("use_server", ["SRV=one"], "insert indirect", servers=[*COOKIE, "server t 127.0.0.1:%(server)d cookie two"], more=["use-server t if TRUE"])
cookie("redispatch", ["SRV=gone"], "insert indirect", servers=["server gone 127.0.0.1:1 cookie gone", *COOKIE], more=["option redispatch 1"])
cookie("redispatch_last", ["SRV=gone"], "insert indirect", servers=["server gone 127.0.0.1:1 cookie gone", *COOKIE], more=["option redispatch", "retries 1"])
cookie("no_redispatch", ["SRV=gone"], "insert indirect", servers=["server gone 127.0.0.1:1 cookie gone", *COOKIE], more=["no option redispatch", "retries 1"])
cookie("dynamic_explicit", ["SRV=one"], "insert dynamic", more=["dynamic-cookie-key k"])
cookie("dated_old", ["SRV=one|AAAAB|AAAAB"], "insert maxidle 30m maxlife 8h")
cookie("dated_expired", ["SRV=one|AAAAB"], "insert maxidle 30m")
cookie("dated_undated", ["SRV=one"], "insert indirect maxidle 30m")
cookie("dated_unwanted", ["SRV=one|AAAAB|AAAAB"], "insert indirect")
cookie("redir", ["SRV=one"], "insert", servers=["server s 127.0.0.1:%(server)d cookie one redir http://other/x"])
cookie("redir_post", ["SRV=one"], "insert", method="POST", servers=["server s 127.0.0.1:%(server)d cookie one redir http://other/x"])
cookie("denied", ["SRV=one"], "insert", more=["http-request deny"])
cookie("capture", ["x=1; SESSION=abcdef"], res=["Set-Cookie: SESSIONID=xyz; path=/"], frontend=["capture cookie SESS len 12"])
cookie("capture_exact", ["SESSION=1; SESS=2"], frontend=["capture cookie SESS= len 20"])
cookie("capture_denied", ["SESS=2"], frontend=["capture cookie SESS= len 20", "http-request deny"])
cookie("checkcache", [], "insert", res=["Set-Cookie: b=1", "ETag: x"], more=["option checkcache"], logs=2,
       known="the response took its time, as since HAProxy 3.1, though a rule has another one sent")
cookie("checkcache_private", [], "insert", res=["Set-Cookie: b=1", "ETag: x", "Cache-Control: private"], more=["option checkcache"])
cookie("checkcache_plain", [], "insert", res=["ETag: x"], more=["option checkcache"])
