package io.haloom.check;

/**
 * One line of an agent: words between blanks and commas, in any order, the last of each category
 * counting; then {@code #} and a description.
 */
final class AgentReply {
  private static final String MAXCONN = "maxconn:";

  /** What it asks of the server's administrative state. */
  enum Admin {
    NONE,
    READY,
    DRAIN,
    MAINT
  }

  private Admin admin = Admin.NONE;
  private String health;
  private boolean up;
  private String weight;
  private String maxconn;
  private String unknown;
  private String description = "";

  AgentReply(String line) {
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (isSeparator(c)) {
        at++;
      } else if (c == '#') {
        description = line.substring(at + 1).stripLeading();
        return;
      } else {
        int end = at;
        while (end < line.length() && !isSeparator(line.charAt(end))) {
          end++;
        }
        word(line.substring(at, end));
        at = end;
      }
    }
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '\t' || c == ',';
  }

  private void word(String word) {
    switch (word.toLowerCase(java.util.Locale.ROOT)) {
      case "up" -> health(word, true);
      case "down", "stopped", "fail" -> health(word, false);
      case "ready" -> admin = Admin.READY;
      case "drain" -> admin = Admin.DRAIN;
      case "maint" -> admin = Admin.MAINT;
      default -> other(word);
    }
  }

  private void health(String word, boolean good) {
    health = word;
    up = good;
  }

  private void other(String word) {
    if (word.charAt(0) >= '0' && word.charAt(0) <= '9' && word.indexOf('%') > 0) {
      weight = word;
    } else if (word.regionMatches(true, 0, MAXCONN, 0, MAXCONN.length())) {
      maxconn = word.substring(MAXCONN.length());
    } else if (unknown == null) {
      unknown = word;
    }
  }

  Admin admin() {
    return admin;
  }

  /** The health word as written, or null. */
  String health() {
    return health;
  }

  boolean isUp() {
    return up;
  }

  /** {@code 75%}, or null. */
  String weight() {
    return weight;
  }

  /** What follows {@code maxconn:}, or null. */
  String maxconn() {
    return maxconn;
  }

  /** The first word that means nothing, or null. */
  String unknown() {
    return unknown;
  }

  /** What follows {@code #}, possibly empty. */
  String description() {
    return description;
  }
}
