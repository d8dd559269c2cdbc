package io.haloom.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Proxies with rules, and requests and answers that those say something of. */
final class RuleMaker {
  private static final String[] NAMES = {"x-a", "x-b", "x-n", "x-r1", "x-r2", "cookie", "X-Up"};
  private static final String[] VARIABLES = {"txn.v", "req.w", "sess.s", "txn.c", "res.r"};

  private final Choice choice;
  private final ExpressionMaker expressions;

  RuleMaker(Choice choice) {
    this.choice = choice;
    expressions = new ExpressionMaker(choice);
  }

  Proxy proxy(String name) {
    List<String> front = new ArrayList<>();
    List<String> back = new ArrayList<>();
    front.add("acl a1 " + expressions.test(false));
    front.add("acl a2 " + expressions.test(false));
    back.add("acl a1 " + expressions.test(false));
    back.add("acl a2 " + expressions.test(true));
    if (choice.oneIn(4)) {
      front.add("option http-buffer-request");
    }
    for (int i = 1 + choice.below(4); i > 0; i--) {
      front.add("http-request " + request() + expressions.condition(false));
    }
    for (int i = choice.below(3); i > 0; i--) {
      back.add("http-request " + request() + expressions.condition(false));
    }
    for (int i = choice.below(3); i > 0; i--) {
      back.add("http-response " + response() + expressions.condition(true));
    }
    for (int i = choice.below(2); i > 0; i--) {
      front.add("http-response " + response() + expressions.condition(true));
      front.add("http-after-response " + edit(true) + expressions.condition(true));
    }
    front.add("http-response set-header x-log " + expressions.format(true));
    return new Proxy(name, front, back);
  }

  private String request() {
    return switch (choice.below(18)) {
      case 0 -> "set-method " + choice.of("POST", "put", expressions.format(false));
      case 1 -> "set-path " + choice.of("/p", "/a%[path]", expressions.format(false));
      case 2 -> "set-pathq " + choice.of("/p?x=1", "%[pathq]x", expressions.format(false));
      case 3 ->
          "set-query " + choice.of("a=1", "%[query]&z=%[src]", "\"\"", expressions.format(false));
      case 4 -> "set-uri " + choice.of("/u?a=2", "http://h/x", expressions.format(false));
      case 5 -> choice.of("replace-path ", "replace-pathq ", "replace-uri ") + replacement();
      case 6 -> "normalize-uri " + normalizer();
      case 7 -> "deny" + status("deny_status") + answer(false);
      case 8 -> redirect();
      case 9 -> "return" + status("status") + answer(false);
      case 10 ->
          choice.of(
              "allow",
              "strict-mode off",
              "strict-mode on",
              "set-log-level err",
              "set-priority-class int(3)",
              "set-nice 3",
              "disable-l7-retry",
              "set-tos 0x10",
              "wait-for-body time 100ms",
              "auth realm x",
              "auth",
              "tarpit deny_status 400");
      case 11 -> "early-hint link " + expressions.format(false);
      default -> edit(false);
    };
  }

  private String response() {
    return switch (choice.below(9)) {
      case 0 ->
          "set-status "
              + choice.of("201", "404", "299", "500 reason \"Very bad\"", "204", "304", "1000");
      case 1 -> "deny" + status("deny_status") + answer(true);
      case 2 -> "return" + status("status") + answer(true);
      case 3 ->
          choice.of("allow", "strict-mode off", "set-log-level silent", "wait-for-body time 100ms");
      default -> edit(true);
    };
  }

  /** What all three kinds of rules know. */
  private String edit(boolean response) {
    String name = choice.of(NAMES);
    return switch (choice.below(10)) {
      case 0 -> "add-header " + name + ' ' + expressions.format(response);
      case 1 ->
          "del-header "
              + name
              + choice.of("", "", " -m beg", " -m end", " -m sub", " -m reg", " -m str");
      case 2 -> "replace-header " + name + ' ' + replacement();
      case 3 -> "replace-value " + name + ' ' + replacement();
      case 4 -> "set-var(" + choice.of(VARIABLES) + ") " + expressions.expression(response);
      case 5 -> "set-var-fmt(" + choice.of(VARIABLES) + ") " + expressions.format(response);
      case 6 -> "unset-var(" + choice.of(VARIABLES) + ")";
      case 7 ->
          "capture "
              + expressions.expression(response)
              + (response ? " id 0" : " len " + choice.of("3", "9"));
      default -> "set-header " + name + ' ' + expressions.format(response);
    };
  }

  private String replacement() {
    return choice.of("(.*) ", "a ", "^/(.*) ", "([^/]*)/(.*) ", "b(.)? ", "[0-9]+ ", "(^|,)x ")
        + choice.of(
            "X", "\\1", "[\\1]", "\\0\\1", "%[src]\\1", "\"\\2-%[method]\"", "/\\1", "%%", "\\\\1");
  }

  private String normalizer() {
    return choice.of(
        "fragment-encode",
        "fragment-strip",
        "path-merge-slashes",
        "path-strip-dot",
        "path-strip-dotdot",
        "path-strip-dotdot full",
        "percent-decode-unreserved",
        "percent-decode-unreserved strict",
        "percent-to-uppercase",
        "percent-to-uppercase strict",
        "query-sort-by-name");
  }

  private String status(String word) {
    return choice.oneIn(2)
        ? ""
        : " "
            + word
            + " "
            + choice.of("400", "403", "404", "200", "503", "429", "600", "302", "204");
  }

  private String answer(boolean response) {
    return switch (choice.below(5)) {
      case 0 -> " content-type text/plain lf-string " + expressions.format(response);
      case 1 -> " content-type \"a/b\" string \"%[src] body\"";
      case 2 -> " hdr x-h " + expressions.format(response);
      case 3 ->
          " content-type text/plain hdr x-h "
              + expressions.format(response)
              + " lf-string "
              + expressions.format(response);
      default -> "";
    };
  }

  private String redirect() {
    String text =
        "redirect "
            + choice.of("location ", "prefix ")
            + choice.of("/r", "http://h/", "/", expressions.format(false));
    if (choice.oneIn(4)) {
      text = "redirect scheme " + choice.of("https", "%[req.hdr(x-a)]");
    }
    return text
        + choice.of("", " code 301", " code 307", " code 303")
        + choice.of("", " drop-query", " append-slash", " set-cookie S=1", " clear-cookie S=");
  }

  // --- what is sent ----------------------------------------------------------------------------

  HeadCase visit(Proxy proxy) {
    StringBuilder text =
        new StringBuilder(choice.of("GET", "GET", "GET", "POST", "HEAD", "PUT", "OPTIONS"));
    boolean body = text.toString().equals("POST") || text.toString().equals("PUT");
    text.append(' ')
        .append(
            choice.of(
                "/",
                "/a",
                "/a/b.html",
                "//a/./b/../c",
                "/%61%2f/a",
                "http://h.example:8080/x",
                "/index.php",
                "/a.b.c/d"));
    text.append(
        choice.of("", "", "?a=1", "?a=1&b=x%20y;c=3&A=2", "?n=42&q=%41%zz", "?b=2&a=", "?", "?x#"));
    text.append(choice.oneIn(10) ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n").append("Host: ");
    text.append(
        text.indexOf("http://h.") > 0
            ? "h.example:8080"
            : choice.of("h.example:8080", "a.b.c", "[::1]:80", "10.1.2.3", "A.com"));
    text.append("\r\n");
    for (int i = choice.below(6); i > 0; i--) {
      text.append(field());
    }
    if (body) {
      String form = choice.of("a=1&b=2", "hello", "{\"a\":\"x\"}", "");
      text.append("Content-Length: ").append(form.length()).append("\r\n\r\n").append(form);
    } else {
      text.append("\r\n");
    }
    return new HeadCase(proxy, text.toString(), HeadCase.Then.END, answer(), false);
  }

  private String field() {
    return choice.of(
            "X-A: abc",
            "X-A: a, b ,c",
            "X-A: 5",
            "x-a: \"q, r\", s",
            "X-A: /a/b",
            "X-A: a.b.c.d",
            "X-A:",
            "X-A: 10.1.2.3, ::1",
            "X-B: YWJj",
            "X-B: 616263",
            "X-B: A%20b%c3%a9",
            "X-N: 42",
            "X-N: -3, 7",
            "X-N: 99999999999999999999",
            "X-Ip: 10.1.2.3",
            "X-Ip: 2001:db8::7, 1.2.3.4",
            "X-J: {\"a\":\"x\",\"n\":5,\"l\":[1,2]}",
            "X-D: Sun, 06 Nov 1994 08:49:37 GMT",
            "Cookie: c=1; d=two; n=3",
            "Cookie: c=a; c=b; e=\"f\"",
            "Accept-Language: fr;q=0.5, en-US, de;q=0.8",
            "Authorization: Basic dXNlcjpwYXNz",
            "Authorization: Bearer a.b.c",
            "X-A: caf\u00c3\u00a9 \u00ff",
            "X-A: a  b\tc",
            "X-B: a'b\"c\\d",
            "X-T: Bearer tok")
        + "\r\n";
  }

  private String answer() {
    StringBuilder text =
        new StringBuilder("HTTP/1.1 ")
            .append(
                choice.of(
                    "200 OK", "200 OK", "404 Not Found", "302 Found", "500 Err", "201 Created"))
            .append("\r\n");
    for (int i = choice.below(4); i > 0; i--) {
      text.append(
          choice.of(
              "X-A: abc",
              "X-A: r, s",
              "X-N: 7",
              "Server: s",
              "Set-Cookie: c=1; path=/",
              "Set-Cookie: n=5, d=6",
              "Location: /x",
              "X-Ip: 10.9.8.7",
              "X-B: B"));
      text.append("\r\n");
    }
    String body = choice.of("ok", "", "body text", "a=b");
    return choice.oneIn(3)
        ? text + "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
        : text + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }
}
