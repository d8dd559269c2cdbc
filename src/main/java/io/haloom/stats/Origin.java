package io.haloom.stats;

import io.haloom.http.HeaderName;
import io.haloom.http.Headers;

/**
 * Where a form that was posted stood. A page of another site can make its visitor's browser post a
 * form here, with the visitor's credentials; the browser tells by {@code Origin} (RFC 6454, section
 * 7), or else by {@code Referer} (RFC 9110, section 10.1.3), that it was not our own page.
 */
final class Origin {
  private static final HeaderName ORIGIN = HeaderName.of("origin");
  private static final HeaderName REFERER = HeaderName.of("referer");
  private static final String AFTER_SCHEME = "://";

  private Origin() {}

  /** Whether the page posted from may be ours: {@code Host} names it, or no browser is asking. */
  static boolean isOwn(Headers headers) {
    String page = headers.value(ORIGIN);
    if (page == null) {
      page = headers.value(REFERER);
    }
    return page == null || authority(page).equalsIgnoreCase(headers.value(HeaderName.HOST));
  }

  /** Host and port, empty where it has none. */
  private static String authority(String uri) {
    int scheme = uri.indexOf(AFTER_SCHEME);
    if (scheme < 0) {
      return "";
    }
    int start = scheme + AFTER_SCHEME.length();
    int end = start;
    while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
      end++;
    }
    return uri.substring(Math.max(start, uri.lastIndexOf('@', end - 1) + 1), end);
  }
}
