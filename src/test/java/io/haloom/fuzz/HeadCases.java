package io.haloom.fuzz;

import io.haloom.http.h1.MessageMutator;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The cases of a seed: each is made by its own, so that any of them can be made again. */
final class HeadCases {
  /** Proxies of other options and rules. */
  static final List<Proxy> PROXIES =
      List.of(
          new Proxy("plain", List.of(), List.of()),
          new Proxy("httpclose", List.of("option httpclose"), List.of()),
          new Proxy("server-close", List.of(), List.of("option http-server-close")),
          new Proxy(
              "lenient",
              List.of("option accept-invalid-http-request"),
              List.of("option accept-invalid-http-response")),
          new Proxy("buffered", List.of("option http-buffer-request"), List.of()),
          new Proxy("reject", List.of("option http-restrict-req-hdr-names reject"), List.of()),
          new Proxy("delete", List.of(), List.of("option http-restrict-req-hdr-names delete")),
          new Proxy(
              "rules",
              List.of(
                  "option forwardfor",
                  "http-request set-header x-path %[path]",
                  "http-request set-header x-host %[req.hdr(host)]",
                  "http-request set-query q=%[query]",
                  "http-response set-header x-names %[res.hdr_names]",
                  "http-after-response set-header x-status %[status]"),
              List.of("http-request set-path /b%[path]", "http-response add-header via haloom")));

  private static final List<String> ANSWERS =
      List.of(
          "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
          "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
          "HTTP/1.1 204 No Content\r\nServer: s\r\n\r\n",
          "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
          "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok");
  private static final List<String> REQUESTS =
      List.of(
          "GET /r HTTP/1.1\r\nhost: a\r\n\r\n",
          "GET /r HTTP/1.1\r\nhost: a\r\n\r\n",
          "HEAD /r HTTP/1.1\r\nhost: a\r\n\r\n",
          "POST /r HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nabc",
          "GET /r HTTP/1.0\r\n\r\n",
          "GET /r HTTP/1.0\r\nconnection: keep-alive\r\n\r\n",
          "GET /r HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: foo\r\n\r\n",
          "GET /r HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
          "CONNECT a:80 HTTP/1.1\r\nhost: a:80\r\n\r\n");

  private HeadCases() {}

  static HeadCase request(long seed) {
    Choice choice = new Choice(seed);
    String sent =
        choice.oneIn(5) ? mutated(choice, "requests.txt") : new RequestMaker(choice).request();
    if (choice.oneIn(8)) {
      sent += new RequestMaker(choice).request();
    }
    if (choice.oneIn(8)) {
      sent = edited(choice, sent);
    }
    return new HeadCase(
        choice.of(PROXIES), sent, then(choice), choice.of(ANSWERS), choice.oneIn(5));
  }

  static HeadCase response(long seed) {
    Choice choice = new Choice(seed);
    String answer =
        choice.oneIn(5) ? mutated(choice, "responses.txt") : new ResponseMaker(choice).response();
    if (choice.oneIn(8)) {
      answer = edited(choice, answer);
    }
    return new HeadCase(
        choice.of(PROXIES), choice.of(REQUESTS), then(choice), answer, !choice.oneIn(3));
  }

  private static HeadCase.Then then(Choice choice) {
    return choice.of(List.of(HeadCase.Then.values()));
  }

  private static String mutated(Choice choice, String samples) {
    byte[] bytes = new MessageMutator(choice.random(), samples).next();
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** One byte more, less or another. */
  private static String edited(Choice choice, String text) {
    int at = choice.below(text.length() + 1);
    char c = (char) choice.below(choice.oneIn(2) ? 256 : 64);
    return switch (choice.below(3)) {
      case 0 -> text.substring(0, at) + c + text.substring(at);
      case 1 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1));
      default -> text.substring(0, at) + c + text.substring(Math.min(text.length(), at + 1));
    };
  }
}
