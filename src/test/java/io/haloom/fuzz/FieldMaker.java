package io.haloom.fuzz;

/** Fields of requests and responses, ends of lines, and bodies in chunks. */
final class FieldMaker {
  private static final String[] LINE_ENDS = {
    "\n",
    "\n",
    "\r",
    "\r\r\n",
    "\n\r",
    "\r\n ",
    "\r\n\t",
    "\u0000\r\n",
    " \r\n",
    "\r\nx\r\n",
    "\r\n:\r\n",
    ""
  };
  private static final String[] COLONS = {
    ":", ":  ", ":\t", " : ", "\t:", "", "::", " ", ":\r\n ", ":\n\t", "=", "\u0000:"
  };
  private static final String[] NAMES = {
    "X-A", "Accept", "User-Agent", "Cookie", "Server", "X_B", "via"
  };
  private static final String[] ODD_NAMES = {
    "",
    "X A",
    "X\u0000",
    "X\u00e9",
    "X(a)",
    "X@",
    "\tX",
    " X",
    "X\r",
    "\"X\"",
    "x.y",
    "X,Y",
    "X;",
    "_",
    "-",
    "X/Y",
    "content_length",
    "Transfer_Encoding",
    "Content-Length ",
    "Host\t",
    "Keep-Alive",
    "Trailer",
    "Proxy-Authenticate",
    "a!#$%&'*+-.^_`|~9",
    "X\u007f",
    "{x}",
    "Content-Type",
    "Date",
    "http2-settings",
    "X\u0001"
  };
  private static final String[] VALUES = {"v", "a, b", "a=b; c=d", "text/html;q=0.8", "x y z", "1"};
  private static final String[] ODD_VALUES = {
    "",
    " ",
    "\t",
    "a\u0000b",
    "a\rb",
    "a\u0001b",
    "a\u007f",
    "\u00e9\u00ff",
    "a\r\n b",
    "a\r\n\tb",
    "a\n b",
    "a\r\n \r\n b",
    "\u000bx",
    "x\u000b",
    "\"q\\\"\"",
    ",",
    ",,a,",
    "a  b",
    "  a  ",
    "a\r\n ",
    "\u0085",
    ";",
    "a=\"b,c\"",
    "a\r\nb",
    "\u00a0a\u00a0",
    "a\r\r\n b"
  };
  private static final String[] CHUNKS = {
    "3;x=y\r\nabc\r\n",
    "3 ;x\r\nabc\r\n",
    "0003\r\nabc\r\n",
    "3\nabc\r\n",
    "3\r\nabc\n",
    "3 \r\nabc\r\n",
    "3\t\r\nabc\r\n",
    "3\r\nabcd\r\n",
    "3\r\nab\r\n",
    "3x\r\nabc\r\n",
    " 3\r\nabc\r\n",
    "-3\r\nabc\r\n",
    "+3\r\nabc\r\n",
    "0x3\r\nabc\r\n",
    "fffffffffffffffff\r\nabc\r\n",
    "3\rabc\r\n",
    "3\r\nabc\rx",
    "\r\n",
    "3;x=\"a\r\nb\"\r\nabc\r\n",
    "3;\nabc\r\n",
    "3;a\rb\r\nabc\r\n",
    "ffffffff\r\nabc\r\n",
    "00000000000000003\r\nabc\r\n",
    "3;\u0000\r\nabc\r\n",
    "\r\n3\r\nabc\r\n",
    "3;\u00e9\r\nabc\r\n",
    "3\r\r\nabc\r\n",
    "7fffffff\r\nabc\r\n",
    "3,4\r\nabc\r\n",
    "3\r\nabc",
    "3\u0000\r\nabc\r\n"
  };
  private static final String[] ENDS = {
    "0\r\n",
    "00\r\n",
    "0000000000000000000\r\n",
    "0;x=y\r\n",
    "0\n",
    "0 \r\n",
    "",
    "0\r\n\r",
    "0x\r\n"
  };
  private static final String[] TRAILERS = {
    "X-T: v\r\n",
    "X-T: v\r\nX-U: w\r\n",
    "Content-Length: 5\r\n",
    "Transfer-Encoding: chunked\r\n",
    "A b: c\r\n",
    "X-T: a\r\n b\r\n",
    "X-T: v\n",
    "Host: t\r\n",
    "x\r\n",
    ": x\r\n",
    "X: a\u0000b\r\n",
    "Connection: close\r\n",
    "X\u00e9: a\r\n",
    "X:\r\n",
    " X: y\r\n",
    "X: a\rb\r\n",
    "Trailer: a\r\n",
    "X : y\r\n"
  };

  private final Choice choice;

  FieldMaker(Choice choice) {
    this.choice = choice;
  }

  String lineEnd() {
    // There are many lines in a message.
    return choice.oneIn(4) ? choice.usually("\r\n", LINE_ENDS) : "\r\n";
  }

  void field(StringBuilder text, String name, String value) {
    text.append(choice.oneIn(8) && choice.odd() ? name.toLowerCase() : name);
    text.append(choice.oneIn(4) ? choice.usually(": ", COLONS) : ": ");
    text.append(value).append(choice.oneIn(4) && choice.odd() ? " \t" : "").append(lineEnd());
  }

  void others(StringBuilder text) {
    for (int i = choice.below(3); i > 0; i--) {
      String name = choice.usually(choice.of(NAMES), ODD_NAMES);
      field(text, name, choice.usually(choice.of(VALUES), ODD_VALUES));
    }
    if (choice.oneIn(60)) {
      many(text);
    }
  }

  /** About as much as a head may be, in one field or in many. */
  private void many(StringBuilder text) {
    switch (choice.below(4)) {
      case 0 -> field(text, "X-Long", "x".repeat(15_000 + choice.below(400)));
      case 1 -> text.append("x: y\r\n".repeat(95 + choice.below(8)));
      case 2 -> field(text, "n".repeat(250 + choice.below(10)), "v");
      default -> field(text, "X-Long", "x".repeat(choice.below(20_000)));
    }
  }

  /** A body in chunks, to its end. */
  String chunks() {
    StringBuilder text = new StringBuilder();
    for (int i = choice.below(3); i > 0; i--) {
      text.append(choice.usually("3\r\nabc\r\n", CHUNKS));
    }
    text.append(choice.usually("0\r\n", ENDS));
    if (choice.odd() || choice.oneIn(6)) {
      text.append(choice.of(TRAILERS));
    }
    return text.append(choice.usually("\r\n", "\n", "", "\r", "\r\r\n", "x\r\n")).toString();
  }
}
