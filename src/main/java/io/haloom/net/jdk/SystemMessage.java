package io.haloom.net.jdk;

import java.io.IOException;
import java.util.regex.Pattern;

/** The system's own words for an error, which HAProxy's messages and logs have. */
final class SystemMessage {
  /** Up to Java 22 the JDK names in brackets the call that failed: {@code (connect failed)}. */
  private static final Pattern CALL = Pattern.compile(" \\([a-z ]+ failed\\)$");

  private SystemMessage() {}

  /** What the system calls this failure, as {@code Connection refused}; "null" for a mute one. */
  static String of(IOException failure) {
    return CALL.matcher(String.valueOf(failure.getMessage())).replaceFirst("");
  }
}
