package io.haloom.model.load.proxy;

import io.haloom.config.KeywordTable;
import io.haloom.http.HeaderName;
import io.haloom.model.HttpConfig.CookieCapture;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;

/** {@code capture}. */
final class CaptureKeywords {
  private CaptureKeywords() {}

  static KeywordTable<ProxyWord> table() {
    return KeywordTable.<ProxyWord>builder().yes("capture", CaptureKeywords::capture).build();
  }

  private static void capture(ProxyLine line) throws LineException {
    line.wantsFrontend("capture");
    String what = line.word(1);
    if (what.equals("cookie")) {
      cookie(line);
    } else if ((what.equals("request") || what.equals("response"))
        && line.word(2).equals("header")) {
      header(line, what);
    } else {
      throw new LineException(
          "'capture' expects 'cookie' or 'request header' or 'response header'.");
    }
  }

  private static void notInDefaults(ProxyLine line) throws LineException {
    if (line.proxy().isDefaults()) {
      throw new LineException("'capture " + line.word(1) + "' not allowed in 'defaults' section.");
    }
  }

  private static void cookie(ProxyLine line) throws LineException {
    notInDefaults(line);
    line.atMost(4, 1);
    if (!line.has(4)) {
      throw new LineException("'capture' expects 'cookie' <cookie_name> 'len' <len>.");
    }
    line.proxy().http.cookieCapture =
        new CookieCapture(line.word(2), Math.max(0, Numbers.leading(line.word(4))));
  }

  private static void header(ProxyLine line, String what) throws LineException {
    notInDefaults(line);
    line.atMost(4, 1);
    if (!line.has(3) || !line.word(4).equals("len") || !line.has(5)) {
      throw new LineException("'capture " + what + "' expects 'header' <header_name> 'len' <len>.");
    }
    int length = Math.max(0, Numbers.leading(line.word(5)));
    HeaderName name = headerName(line.word(3));
    if (what.equals("request")) {
      line.proxy().http.captureRequest(name, length);
    } else {
      line.proxy().http.captureResponse(name, length);
    }
  }

  /** The name of a header field. */
  static HeaderName headerName(String text) throws LineException {
    if (!HeaderName.isToken(text)) {
      throw new LineException("'" + text + "' is not the name of a header field.");
    }
    return HeaderName.of(text);
  }
}
