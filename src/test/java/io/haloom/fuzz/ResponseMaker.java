package io.haloom.fuzz;

/** Responses, most of them with something odd in them. */
final class ResponseMaker {
  private static final String[] VERSIONS = {
    "HTTP/1.0",
    "HTTP/1.0",
    "HTTP/1.0",
    "HTTP/0.9",
    "HTTP/1.2",
    "HTTP/2.0",
    "HTTP/3.0",
    "HTTP/11",
    "http/1.1",
    "HTTP/1.1x",
    "HTTP/1.",
    "HTTP/1",
    "",
    "HTTP/01.1",
    "HTTP/1.10",
    "HTTP/A.1",
    "RTSP/1.0",
    "ICY",
    "HTTP/9.9",
    "\r\nHTTP/1.1",
    " HTTP/1.1",
    "\nHTTP/1.1",
    "HTTP/1,1",
    "SIP/2.0"
  };
  private static final String[] STATUSES = {
    "200", "200", "204", "304", "404", "500", "302", "401", "206", "503"
  };
  private static final String[] ODD_STATUSES = {
    "100",
    "101",
    "103",
    "102",
    "199",
    "201",
    "205",
    "000",
    "099",
    "20",
    "2000",
    "600",
    "999",
    "2x0",
    "abc",
    "",
    "-20",
    "+200",
    "200.5",
    "2\u00e90",
    "407",
    "408",
    "425",
    "0200",
    "20\u0000"
  };
  private static final String[] REASONS = {
    "",
    " ",
    "OK OK",
    "\u00e9",
    "O\u0000K",
    "O\rK",
    "O\tK",
    "\u0001",
    " OK ",
    "x".repeat(300),
    "OK\u007f"
  };
  private static final String[] SPACES = {"  ", "\t", "", " \t ", "\u000b", "\r"};
  private static final String[] LENGTHS = {
    "+5",
    "-5",
    "5 ",
    "05",
    "5, 5",
    "5,6",
    ",5",
    "5,",
    "5 5",
    "",
    "x",
    "0x5",
    "99999999999999999999",
    "9223372036854775807",
    "4",
    "6",
    "0",
    "5\r\n 5",
    "5;",
    "5\u0000"
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
    "\tchunked",
    "chun\r\n ked",
    "\u000bchunked",
    "identity, chunked"
  };
  private static final String[] CONNECTIONS = {
    "close",
    "keep-alive",
    "Keep-Alive",
    "close, keep-alive",
    "upgrade",
    "x-a",
    "close, x-a",
    "",
    ",",
    "keep-alive,,close",
    "content-length",
    "transfer-encoding",
    "\"close\"",
    "upgrade, close"
  };
  private static final String[] UPGRADES = {"websocket", "h2c", "foo", "", "h2", "h2c, foo"};

  private final Choice choice;
  private final FieldMaker fields;

  ResponseMaker(Choice choice) {
    this.choice = choice;
    fields = new FieldMaker(choice);
  }

  String response() {
    StringBuilder text = new StringBuilder();
    while (choice.oneIn(12)) {
      text.append("HTTP/1.1 ")
          .append(choice.of("100 Continue", "103 Early", "102 X", "199 Y", "100"));
      text.append(fields.lineEnd());
      fields.others(text);
      text.append(choice.usually("", "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n"));
      text.append(fields.lineEnd());
    }
    String status = choice.usually(choice.of(STATUSES), ODD_STATUSES);
    text.append(choice.usually("HTTP/1.1", VERSIONS)).append(choice.usually(" ", SPACES));
    text.append(status).append(choice.usually(" ", SPACES)).append(choice.usually("OK", REASONS));
    text.append(fields.lineEnd());
    connection(text, status);
    fields.others(text);
    String body = body(text, status);
    text.append(fields.lineEnd()).append(body);
    if (choice.odd()) {
      text.append(
          choice.of("x", "\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nz", "\u0000"));
    }
    return text.toString();
  }

  private void connection(StringBuilder text, String status) {
    if (choice.oneIn(5) || choice.odd()) {
      fields.field(text, choice.usually("Connection", "Proxy-Connection"), choice.of(CONNECTIONS));
    }
    if (choice.odd() || status.equals("101")) {
      fields.field(text, "Upgrade", choice.of(UPGRADES));
      fields.field(text, "Connection", choice.usually("upgrade", CONNECTIONS));
    }
    if (choice.odd()) {
      String name =
          choice.of(
              "Keep-Alive",
              "Host",
              "Set-Cookie",
              "WWW-Authenticate",
              "Location",
              "Trailer",
              "Date");
      fields.field(
          text, name, choice.of("a", "timeout=5", "", "a=b; path=/", "NTLM", "Negotiate x"));
    }
  }

  /** Adds what says how long the body is; the body. */
  private String body(StringBuilder text, String status) {
    boolean without = status.equals("204") || status.equals("304") || status.startsWith("1");
    if (without && !choice.odd()) {
      return "";
    }
    int kind = choice.below(5);
    if (kind < 2) {
      fields.field(text, "Transfer-Encoding", choice.usually("chunked", CODINGS));
    } else if (kind < 4) {
      fields.field(text, "Content-Length", choice.usually("5", LENGTHS));
    }
    if (choice.odd()) {
      fields.field(text, "Content-Length", choice.usually("5", LENGTHS));
    }
    if (choice.odd()) {
      fields.field(text, "Transfer-Encoding", choice.usually("chunked", CODINGS));
    }
    return kind < 2 ? fields.chunks() : choice.usually("hello", "", "hell", "hello\r\n");
  }
}
