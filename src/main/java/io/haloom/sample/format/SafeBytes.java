package io.haloom.sample.format;

import java.util.function.IntPredicate;

/** Which bytes are written as they are. */
public enum SafeBytes {
  ALL(c -> true),
  /** In captured headers: printable, and none of <code>"#{|}</code>. */
  HEADER(c -> c >= 32 && c < 127 && "\"#{|}".indexOf(c) < 0),
  /** In request lines: printable, and neither a quote nor a hash. */
  URL(c -> c >= 32 && c < 127 && c != '"' && c != '#'),
  /** In what becomes a header's value: no control characters but the tab. */
  HTTP(c -> c == '\t' || c >= 32 && c != 127);

  private final boolean[] safe = new boolean[256];

  SafeBytes(IntPredicate which) {
    for (int c = 0; c < safe.length; c++) {
      safe[c] = which.test(c);
    }
  }

  /** Whether a byte, from 0 to 255, is written as it is. */
  public boolean contains(char c) {
    return safe[c];
  }
}
