package io.haloom.log;

import io.haloom.sample.Bytes;
import java.time.Instant;

/**
 * A message on its way to any number of targets.
 *
 * @param level 0 to 7
 * @param micros when it was written, wall clock since 1970
 * @param tag the program's name in the header
 * @param structuredData RFC 5424's, or null
 * @param text its bytes, without a line feed
 */
record LogMessage(int level, long micros, String tag, String structuredData, byte[] text) {

  /** A message that is written now. */
  static LogMessage of(int level, String tag, String structuredData, byte[] text) {
    return new LogMessage(level, now(), tag, structuredData, text);
  }

  /** A message of the program or the configuration. */
  static LogMessage ofText(int level, String tag, String text) {
    long micros = now();
    return new LogMessage(level, micros, tag, null, Bytes.of(text));
  }

  private static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }
}
