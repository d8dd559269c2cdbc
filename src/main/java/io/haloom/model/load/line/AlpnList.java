package io.haloom.model.load.line;

import io.haloom.model.load.word.LineException;
import java.nio.charset.StandardCharsets;

/** Lists of protocols, divided by commas, as {@code alpn} has them. */
public final class AlpnList {
  private static final int LONGEST = 255;

  private AlpnList() {}

  /** What is said of {@code h2}, which is left out. */
  public static String withoutH2(String word, String whom) {
    return "'" + word + " h2' is not offered to " + whom + ": HTTP/2 is not there yet.";
  }

  /**
   * Reads the word behind the one at {@code at}.
   *
   * @param noted is told of {@code h2}
   * @return the protocols that Haloom speaks, each behind a character of its length
   */
  public static String wire(KeywordLine line, int at, Runnable noted) throws LineException {
    String word = line.word(at);
    if (!line.has(at + 1)) {
      throw new LineException("'" + word + "' : missing the comma-delimited ALPN protocol suite");
    }
    StringBuilder wire = new StringBuilder();
    for (String protocol : line.word(at + 1).split(",", -1)) {
      int length = protocol.getBytes(StandardCharsets.ISO_8859_1).length;
      if (length > LONGEST) {
        throw new LineException(
            "'" + word + "' : ALPN protocol name too long : '" + protocol + "'");
      }
      if (protocol.equals("h2")) {
        noted.run();
      } else {
        wire.append((char) length).append(protocol);
      }
    }
    return wire.toString();
  }
}
