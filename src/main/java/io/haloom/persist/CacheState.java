package io.haloom.persist;

import io.haloom.http.Blanks;
import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.http.Method;
import java.util.Locale;

/** Whether a cache between client and proxy might store a response, and its cookie with it. */
final class CacheState {
  private static final HeaderName ETAG = HeaderName.of("etag");
  private static final HeaderName EXPIRES = HeaderName.of("expires");
  private static final HeaderName LAST_MODIFIED = HeaderName.of("last-modified");
  private static final HeaderName PRAGMA = HeaderName.of("pragma");
  private static final String COOKIE_EXCEPTED = "no-cache=\"set-cookie";

  private boolean response;
  private boolean cookie;
  private boolean fresh;

  /** Only responses to safe methods are stored (RFC 9110, section 9.2.3). */
  void begin(Method method) {
    both(
        switch (method) {
          case GET, HEAD, OPTIONS, TRACE -> true;
          default -> false;
        });
  }

  /** Other statuses are not stored unless a field allows it (RFC 9110, section 15.1). */
  void status(int status) {
    boolean heuristic =
        switch (status) {
          case 200, 203, 204, 206, 300, 301, 404, 405, 410, 414, 501 -> true;
          default -> false;
        };
    if (!heuristic) {
      both(false);
    }
  }

  /**
   * Takes the fields of a response into account (RFC 9111, section 5.2.2). What tells neither how
   * long it is fresh nor how to ask whether it still is, is not stored.
   */
  void read(Headers headers) {
    fresh = false;
    int pragma = headers.find(PRAGMA);
    if (pragma >= 0 && headers.value(pragma).equalsIgnoreCase("no-cache")) {
      both(false);
      return;
    }
    int field = headers.find(HeaderName.CACHE_CONTROL);
    while (field >= 0) {
      readDirectives(headers.value(field));
      field = headers.find(HeaderName.CACHE_CONTROL, field + 1);
    }
    boolean storable =
        fresh
            || headers.find(EXPIRES) >= 0
            || headers.find(ETAG) >= 0
            || headers.find(LAST_MODIFIED) >= 0;
    if (!storable) {
      both(false);
    }
  }

  private void readDirectives(String value) {
    int start = 0;
    while (start <= value.length()) {
      int end = directiveEnd(value, start);
      directive(Blanks.strip(value.substring(start, end)));
      start = end + 1;
    }
  }

  /** The next comma outside of quotes, or the end. */
  private static int directiveEnd(String value, int from) {
    boolean quoted = false;
    int at = from;
    while (at < value.length() && (quoted || value.charAt(at) != ',')) {
      char c = value.charAt(at);
      if (quoted && c == '\\') {
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      }
      at++;
    }
    return Math.min(at, value.length());
  }

  private void directive(String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "public" -> both(true);
      case "private", "no-cache", "no-store", "max-age=0", "s-maxage=0" -> both(false);
      default -> {
        if (startsWith(text, COOKIE_EXCEPTED)) {
          cookie = false;
        } else if (startsWith(text, "s-maxage") || startsWith(text, "max-age")) {
          fresh = true;
        }
      }
    }
  }

  private static boolean startsWith(String text, String lower) {
    return text.regionMatches(true, 0, lower, 0, lower.length());
  }

  /** Forbids it in the response itself, where it might be stored. */
  void forbid(Headers headers) {
    if (response) {
      both(false);
      headers.add(HeaderName.CACHE_CONTROL, "private");
    }
  }

  /** Whether a cookie of the server might be stored. */
  boolean storesCookies() {
    return response && cookie;
  }

  private void both(boolean value) {
    response = value;
    cookie = value;
  }
}
