package io.haloom.fuzz;

/** Requests, most of them with something odd in them. */
final class RequestMaker {
  private static final String[] METHODS = {"GET", "GET", "GET", "POST", "POST", "HEAD", "PUT"};
  private static final String[] ODD_METHODS = {
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "CONNECT",
    "PATCH",
    "get",
    "FOO",
    "PRI",
    "G@T",
    "M-S",
    "",
    "GET:",
    "G\u00e9T",
    " GET",
    "\rGET",
    "\r\nGET",
    "\nGET",
    "\r\n\r\nPOST",
    "a!#$%&'*+-.^_`|~9"
  };
  private static final String[] SEGMENTS = {"/", "/a", "/b.html", "/a/b", "/index"};
  private static final String[] ODD_SEGMENTS = {
    "//", "/.", "/..", "/%41", "/%", "/%zz", "/%00", "/%2f", "/;x=y", "?q=1", "?", "&b=c", "?a?b",
        "#f",
    "/\u00e9", "/\u0001", "/\u007f", "/\u0000", "/ ", "/\t", "/\"", "/<>", "\\", "/{|}^`", "*", ":",
        "@", "/a:b",
    "/[", "/]", "/\r", "/http://a/", "?/../x", "/%c3%a9", "?\u00ff"
  };
  private static final String[] SCHEMES = {
    "http://",
    "https://",
    "HTTP://",
    "ftp://",
    "ws://",
    "http:/",
    "http:",
    "://",
    "//",
    "h-t.t+p://",
    "1http://",
    "ht tp://",
    "hTtPs://"
  };
  private static final String[] HOSTS = {"a", "a", "b", "a.b", "a:80", "a:8080"};
  private static final String[] ODD_HOSTS = {
    "A", "", "a:", "a:0", "a:443", "a:080", "a:99999", "a:x", "a:80:80", "u@a", "u:p@a", "a b",
        "a,b",
    "a/b", "a?b", "a#b", "\u00e9", "[::1]", "[::1]:80", "[::1", "a%41", "127.0.0.1", "a.", "*",
        "a;b", "a\\b",
    "\ta", "a\t", "@a", "a@b@c", "a\"b", "a_b", "-", ".", "::1", "<a>", "a[b]", "\u0001", "a\u0000"
  };
  private static final String[] VERSIONS = {
    "HTTP/1.0", "HTTP/1.0", "HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/3.0", "HTTP/11", "http/1.1",
        "HTTP/1.1x",
    "HTTP/1.", "HTTP/1", "", "HTTP/1.1 ", "HTTP/01.1", "HTTP/1.10", "HTTP/A.1", "RTSP/1.0",
        "ICY/1.1",
    "HTTP/9.9", "HTTP1.1", "HTTP/1,1", "HTTP/1.1\t", " HTTP/1.1", "HTTP/1.\u00e9", "SPDY/3.1"
  };
  private static final String[] SPACES = {"  ", "\t", "", " \t ", "\u000b", "\u00a0", "\r"};
  private static final String[] LENGTHS = {
    "+5",
    "-5",
    "5 ",
    "\t5",
    "05",
    "5, 5",
    "5,5",
    "5,6",
    ",5",
    "5,",
    "5 5",
    "",
    "x",
    "5x",
    "0x5",
    "5.0",
    "99999999999999999999",
    "9223372036854775807",
    "9223372036854775808",
    "4",
    "6",
    "0",
    "5\r\n 5",
    "\u00a05",
    "5;",
    "'5'",
    "5\u0000",
    "1e1"
  };
  private static final String[] CODINGS = {
    "Chunked",
    "chunked,",
    ",chunked",
    "chunked, chunked",
    "gzip, chunked",
    "chunked, gzip",
    "gzip",
    "identity",
    "",
    ",",
    "\"chunked\"",
    "chunked;q=1",
    "xchunked",
    "chunkedx",
    "chunked\t",
    "\tchunked",
    "chun\r\n ked",
    "\u000bchunked",
    "chunked\u0000",
    "identity, chunked",
    "chunked , ",
    "trailers, chunked",
    "chunked\u00a0"
  };
  private static final String[] CONNECTIONS = {
    "close", "keep-alive", "Keep-Alive", "CLOSE", "close, keep-alive", "upgrade",
        "keep-alive, Upgrade", "x-a",
    "close, x-a", "te", "TE, close", "", ",", "keep-alive,,close", "content-length", "host",
    "transfer-encoding", "\"close\"", "close;x", "closed", "upgrade, close", "keep-alive\tclose"
  };
  private static final String[] UPGRADES = {
    "websocket",
    "WebSocket",
    "h2c",
    "h2",
    "h2c, websocket",
    "websocket, h2c",
    "foo",
    "",
    "TLS/1.0",
    "foo, bar",
    "HTTP/2.0",
    "h2c;x"
  };

  private final Choice choice;
  private final FieldMaker fields;

  RequestMaker(Choice choice) {
    this.choice = choice;
    fields = new FieldMaker(choice);
  }

  String request() {
    String method = choice.usually(choice.of(METHODS), ODD_METHODS);
    String host = host();
    StringBuilder text = new StringBuilder(method);
    text.append(choice.usually(" ", SPACES)).append(target(method, host));
    text.append(choice.usually(" ", SPACES)).append(choice.usually("HTTP/1.1", VERSIONS));
    text.append(fields.lineEnd());
    hosts(text, host);
    connection(text);
    fields.others(text);
    String body = body(text, method);
    if (choice.odd()) {
      fields.others(text);
    }
    return text.append(fields.lineEnd()).append(body).toString();
  }

  private String host() {
    return choice.usually(choice.of(HOSTS), ODD_HOSTS);
  }

  private String target(String method, String host) {
    if (method.equals("CONNECT") && !choice.odd()) {
      return host.contains(":") ? host : host + choice.usually(":80", ":443", ":81", "", ":");
    }
    return switch (choice.odd() ? choice.below(4) : choice.below(8) == 0 ? 1 : 3) {
      case 0 -> choice.of("*", "*a", "", host, host + ":80", host + path());
      case 1 ->
          choice.usually(choice.of("http://", "https://"), SCHEMES)
              + (choice.odd() ? host() : host)
              + choice.usually(path(), "");
      case 2 -> path() + choice.of(ODD_SEGMENTS);
      default -> path();
    };
  }

  private String path() {
    StringBuilder path = new StringBuilder(choice.of(SEGMENTS));
    for (int i = choice.below(3); i > 0; i--) {
      path.append(choice.usually(choice.of(SEGMENTS), ODD_SEGMENTS));
    }
    return path.toString();
  }

  private void hosts(StringBuilder text, String host) {
    if (!choice.odd()) {
      fields.field(text, "Host", host);
    }
    if (choice.odd()) {
      fields.field(text, "Host", choice.oneIn(2) ? host : host());
    }
  }

  private void connection(StringBuilder text) {
    if (choice.oneIn(5) || choice.odd()) {
      fields.field(text, choice.usually("Connection", "Proxy-Connection"), choice.of(CONNECTIONS));
    }
    if (choice.odd()) {
      fields.field(text, "Connection", choice.of(CONNECTIONS));
    }
    if (choice.odd()) {
      fields.field(text, "TE", choice.of("trailers", "gzip", "trailers, gzip", "", "Trailers;q=1"));
    }
    if (choice.odd()) {
      fields.field(text, "Upgrade", choice.of(UPGRADES));
      if (choice.oneIn(2)) {
        fields.field(text, "Connection", choice.usually("upgrade", CONNECTIONS));
        fields.field(text, "Sec-WebSocket-Key", choice.usually("dGhlIHNhbXBsZSBub25jZQ==", "x"));
      }
    }
    if (choice.odd()) {
      fields.field(
          text, "Expect", choice.of("100-continue", "100-Continue", "foo", "", "100-continue, x"));
    }
  }

  /** Adds what says how long the body is; the body. */
  private String body(StringBuilder text, String method) {
    boolean usual = method.equals("POST") || method.equals("PUT");
    if (!usual && !choice.odd()) {
      return "";
    }
    boolean chunked = choice.oneIn(2);
    if (chunked) {
      fields.field(text, "Transfer-Encoding", choice.usually("chunked", CODINGS));
    } else {
      fields.field(text, "Content-Length", choice.usually("5", LENGTHS));
    }
    if (choice.odd()) {
      fields.field(text, "Content-Length", choice.usually("5", LENGTHS));
    }
    if (choice.odd()) {
      fields.field(text, "Transfer-Encoding", choice.usually("chunked", CODINGS));
    }
    return chunked
        ? fields.chunks()
        : choice.usually("hello", "", "hell", "hello\r\n", "\r\n\r\n\r\n");
  }
}
