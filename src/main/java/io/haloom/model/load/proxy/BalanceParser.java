package io.haloom.model.load.proxy;

import io.haloom.model.BalanceConfig.Algorithm;
import io.haloom.model.HashInput;
import io.haloom.model.load.draft.BackendDraft;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;

/** {@code balance} with the words its algorithms take. */
final class BalanceParser {
  private static final String RDP_COOKIE = Algorithm.RDP_COOKIE.word();
  private static final String DEFAULT_RDP_COOKIE = "mstshash";

  private final ProxyLine line;
  private final BackendDraft backend;

  BalanceParser(ProxyLine line) {
    this.line = line;
    this.backend = line.proxy().backend;
  }

  void parse() throws LineException {
    String word = line.has(1) ? line.word(1) : Algorithm.ROUNDROBIN.word();
    switch (word) {
      case "roundrobin" -> algorithm(Algorithm.ROUNDROBIN, null);
      case "static-rr" -> algorithm(Algorithm.STATIC_RR, null);
      case "leastconn" -> algorithm(Algorithm.LEASTCONN, null);
      case "first" -> algorithm(Algorithm.FIRST, null);
      case "source" -> algorithm(Algorithm.SOURCE, new HashInput.Source());
      case "uri" -> algorithm(Algorithm.URI, uri());
      case "url_param" -> algorithm(Algorithm.URL_PARAM, parameter());
      case "hash" -> expression();
      default -> withArgument(word);
    }
  }

  private void algorithm(Algorithm algorithm, HashInput input) {
    backend.algorithm = algorithm;
    backend.hashInput = input;
    backend.hashExpression = null;
  }

  /** Algorithms whose word has an argument of its own. */
  private void withArgument(String word) throws LineException {
    if (word.startsWith("random")) {
      algorithm(Algorithm.RANDOM, null);
      backend.draws = draws(word.substring("random".length()));
    } else if (word.startsWith("hdr(")) {
      algorithm(Algorithm.HDR, header(word));
    } else if (word.startsWith(RDP_COOKIE)) {
      algorithm(Algorithm.RDP_COOKIE, rdpCookie(word.substring(RDP_COOKIE.length())));
    } else {
      throw new LineException(
          "balance only supports 'roundrobin', 'static-rr', 'leastconn', 'source', 'uri',"
              + " 'url_param', 'hdr(name)' and 'rdp-cookie(name)' options.");
    }
  }

  private static int draws(String argument) throws LineException {
    if (!argument.startsWith("(") || argument.startsWith("()")) {
      return 2;
    }
    String number = argument.substring(1);
    int length = Numbers.length(number);
    if (length == number.length()) {
      throw new LineException("balance random : missing closing parenthesis.");
    }
    if (number.charAt(length) != ')') {
      throw new LineException(
          "balance random : unexpected character '%c' after argument."
              .formatted(number.charAt(length)));
    }
    int draws = Numbers.leading(number);
    if (draws < 1) {
      throw new LineException("balance random : number of draws must be at least 1.");
    }
    return draws;
  }

  private HashInput uri() throws LineException {
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
    return new HashInput.Uri(length, depth, whole, pathOnly);
  }

  private static int positive(String word, String text) throws LineException {
    int value = Numbers.leading(text);
    if (value <= 0) {
      throw new LineException(
          "balance uri : '%s' expects a positive integer (got '%s').".formatted(word, text));
    }
    return value;
  }

  private HashInput parameter() throws LineException {
    if (!line.has(2)) {
      throw new LineException("balance url_param requires an URL parameter name.");
    }
    if (line.has(3) && !line.word(3).equals("check_post")) {
      throw new LineException(
          "balance url_param only accepts 'check_post' modifier (got '" + line.word(3) + "').");
    }
    return new HashInput.UrlParam(line.word(2));
  }

  private HashInput header(String word) throws LineException {
    int end = word.indexOf(')');
    if (end <= 4) {
      throw new LineException("balance hdr requires an http header field name.");
    }
    if (line.has(2) && !line.word(2).equals("use_domain_only")) {
      throw new LineException(
          "balance %s only accepts 'use_domain_only' modifier (got '%s')."
              .formatted(word, line.word(2)));
    }
    return new HashInput.Header(CaptureKeywords.headerName(word.substring(4, end)), line.has(2));
  }

  private static HashInput rdpCookie(String argument) throws LineException {
    if (argument.isEmpty()) {
      return new HashInput.RdpCookie(DEFAULT_RDP_COOKIE);
    }
    int end = argument.indexOf(')');
    if (!argument.startsWith("(") || end <= 1) {
      throw new LineException("balance rdp-cookie : missing cookie name.");
    }
    return new HashInput.RdpCookie(argument.substring(1, end));
  }

  private void expression() throws LineException {
    if (!line.has(2)) {
      throw new LineException("balance hash requires a sample expression.");
    }
    if (line.has(3)) {
      throw new LineException("balance hash takes no other argument (got '" + line.word(3) + "').");
    }
    algorithm(Algorithm.HASH, null);
    backend.hashExpression = line.word(2);
  }
}
