package io.haloom.model.load;

import io.haloom.model.HttpBalance;
import io.haloom.model.HttpBalance.Kind;

/** {@code balance uri}, {@code balance url_param} and {@code balance hdr(NAME)}. */
final class HttpBalanceParser {
  private HttpBalanceParser() {}

  /** What the line says, or null where its algorithm is another. */
  static HttpBalance parse(ProxyLine line) throws LineException {
    String word = line.word(1);
    if (word.equals("uri")) {
      return uri(line);
    }
    if (word.equals("url_param")) {
      return parameter(line);
    }
    return word.startsWith("hdr(") ? header(line, word) : null;
  }

  private static HttpBalance uri(ProxyLine line) throws LineException {
    int length = 0;
    int depth = 0;
    boolean whole = false;
    boolean pathOnly = false;
    int at = 2;
    while (line.has(at)) {
      String word = line.word(at++);
      switch (word) {
        case "len" -> length = positive(word, line.word(at++));
        case "depth" -> depth = positive(word, line.word(at++));
        case "whole" -> whole = true;
        case "path-only" -> pathOnly = true;
        default ->
            throw new LineException(
                "balance uri only accepts parameters 'len', 'depth', 'path-only', and 'whole' (got"
                    + " '"
                    + word
                    + "').");
      }
    }
    return new HttpBalance(Kind.URI, "", length, depth, whole, pathOnly, false);
  }

  private static int positive(String word, String text) throws LineException {
    int value = Numbers.leading(text);
    if (value <= 0) {
      throw new LineException(
          "balance uri : '%s' expects a positive integer (got '%s').".formatted(word, text));
    }
    return value;
  }

  private static HttpBalance parameter(ProxyLine line) throws LineException {
    if (!line.has(2)) {
      throw new LineException("balance url_param requires an URL parameter name.");
    }
    if (line.has(3) && !line.word(3).equals("check_post")) {
      throw new LineException(
          "balance url_param only accepts 'check_post' modifier (got '" + line.word(3) + "').");
    }
    return new HttpBalance(Kind.URL_PARAM, line.word(2), 0, 0, false, false, false);
  }

  private static HttpBalance header(ProxyLine line, String word) throws LineException {
    int end = word.indexOf(')');
    if (end <= 4) {
      throw new LineException("balance hdr requires an http header field name.");
    }
    if (line.has(2) && !line.word(2).equals("use_domain_only")) {
      throw new LineException(
          "balance %s only accepts 'use_domain_only' modifier (got '%s')."
              .formatted(word, line.word(2)));
    }
    String name = CaptureKeywords.headerName(word.substring(4, end)).toString();
    return new HttpBalance(Kind.HDR, name, 0, 0, false, false, line.has(2));
  }
}
