package io.haloom.sample.fetch;

import io.haloom.sample.Sample;

/** The parts of a request target (RFC 9112, section 3.2). */
final class Target {
  private Target() {}

  /** Narrows a target to its path with its query; false where it has none. */
  static boolean toPathAndQuery(Sample target) {
    int start = pathStart(target);
    if (start < 0) {
      return false;
    }
    target.narrow(start, target.length() - start);
    return true;
  }

  /** Narrows a target to its path; false where it has none. */
  static boolean toPath(Sample target) {
    if (!toPathAndQuery(target)) {
      return false;
    }
    int query = find(target, '?');
    if (query >= 0) {
      target.narrow(0, query);
    }
    return true;
  }

  /** Offset of the first such character, or -1. */
  static int find(Sample text, char wanted) {
    for (int i = 0; i < text.length(); i++) {
      if (text.at(i) == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static int pathStart(Sample target) {
    if (target.length() == 0 || target.at(0) == '*') {
      return -1;
    }
    if (target.at(0) == '/') {
      return 0;
    }
    int at = schemeEnd(target);
    if (at < 0) {
      return -1;
    }
    while (at < target.length() && target.at(at) != '/') {
      at++;
    }
    return at < target.length() ? at : -1;
  }

  /** Offset after {@code scheme://}, or -1. */
  private static int schemeEnd(Sample target) {
    int at = 0;
    while (at < target.length() && isScheme(target.at(at), at == 0)) {
      at++;
    }
    boolean found =
        at > 0
            && at + 2 < target.length()
            && target.at(at) == ':'
            && target.at(at + 1) == '/'
            && target.at(at + 2) == '/';
    return found ? at + 3 : -1;
  }

  private static boolean isScheme(byte c, boolean first) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z'
        || !first && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.');
  }
}
