package io.haloom.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Brings equivalent targets to one form (RFC 3986, section 6.2.2). Each method takes a path or a
 * query as it was received; null says that it is malformed.
 */
final class UriNormalizer {
  private UriNormalizer() {}

  /** Leaves one of the slashes that follow each other. */
  static String mergeSlashes(String path) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '/' || out.isEmpty() || out.charAt(out.length() - 1) != '/') {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Leaves out segments that are a single dot. */
  static String stripDot(String path) {
    List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
    boolean endsWithDot = segments.getLast().equals(".");
    segments.removeIf(segment -> segment.equals("."));
    if (endsWithDot) {
      segments.add("");
    }
    return String.join("/", segments);
  }

  /**
   * Resolves segments that are two dots against those before them.
   *
   * @param full whether those that lead above the root are left out, too
   */
  static String stripDotDot(String path, boolean full) {
    if (!path.startsWith("/")) {
      return path;
    }
    List<String> kept = new ArrayList<>();
    int above = 0;
    String[] segments = path.substring(1).split("/", -1);
    for (String segment : segments) {
      if (!segment.equals("..")) {
        kept.add(segment);
      } else if (!kept.isEmpty()) {
        kept.removeLast();
      } else {
        above++;
      }
    }
    if (segments[segments.length - 1].equals("..")) {
      kept.add("");
    }
    return (full ? "" : "/..".repeat(above)) + "/" + String.join("/", kept);
  }

  /** Sorts the parameters of a query by their names; equal ones keep their order. */
  static String sortQuery(String query) {
    List<String> parameters = new ArrayList<>(List.of(query.split("&", -1)));
    if (parameters.getLast().isEmpty()) {
      parameters.removeLast();
    }
    parameters.sort(Comparator.comparing(UriNormalizer::name));
    return String.join("&", parameters);
  }

  private static String name(String parameter) {
    int equals = parameter.indexOf('=');
    return equals < 0 ? parameter : parameter.substring(0, equals);
  }

  /** Writes the digits of percent encodings in capitals. */
  static String uppercase(String path, boolean strict) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      boolean encoded = isEncoded(path, i);
      if (path.charAt(i) == '%' && !encoded && strict) {
        return null;
      }
      out.append(encoded ? path.substring(i, i + 3).toUpperCase(Locale.ROOT) : path.charAt(i));
      i += encoded ? 2 : 0;
    }
    return out.toString();
  }

  /** Decodes the characters that need no encoding (RFC 3986, section 2.3). */
  static String decodeUnreserved(String path, boolean strict) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      if (!isEncoded(path, i)) {
        if (path.charAt(i) == '%' && strict) {
          return null;
        }
        out.append(path.charAt(i));
        continue;
      }
      char c = (char) Integer.parseInt(path, i + 1, i + 3, 16);
      out.append(isUnreserved(c) ? String.valueOf(c) : path.substring(i, i + 3));
      i += 2;
    }
    return out.toString();
  }

  private static boolean isEncoded(String text, int at) {
    return text.charAt(at) == '%'
        && at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  private static boolean isUnreserved(char c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || "-._~".indexOf(c) >= 0;
  }

  static String stripFragment(String path) {
    int hash = path.indexOf('#');
    return hash < 0 ? path : path.substring(0, hash);
  }

  static String encodeFragment(String path) {
    return path.replace("#", "%23");
  }
}
