package io.haloom.model.load.line;

import io.haloom.model.load.word.LineException;
import io.haloom.net.TlsException;
import io.haloom.tls.TlsValues;

/** {@code alpn} and its kin, as words of a line. */
public final class AlpnWord {
  private AlpnWord() {}

  /**
   * Reads the word behind the one at {@code at}.
   *
   * @return each protocol behind a character of its length
   */
  public static String wire(KeywordLine line, int at) throws LineException {
    try {
      return TlsValues.protocols(line.word(at), line.word(at + 1));
    } catch (TlsException e) {
      throw new LineException(e.getMessage());
    }
  }
}
