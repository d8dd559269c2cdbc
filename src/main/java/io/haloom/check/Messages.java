package io.haloom.check;

import io.haloom.config.ConfigText;
import io.haloom.model.CheckStep.Connect;
import io.haloom.model.CheckStep.Match;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What {@code tcp-check} sequences say of the step they failed at, in HAProxy's words. */
final class Messages {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Messages() {}

  /** Bytes as text, a character for each. */
  static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** A word of the configuration, a character for each byte. */
  static String latin1(String word) {
    return word == null ? null : latin1(ConfigText.bytes(word));
  }

  /** For the connection no rule asks for. */
  static String initialConnection() {
    return " at initial connection step of tcp-check";
  }

  static String at(int number, String what, String comment) {
    String text = " at step " + number + " of tcp-check" + what;
    return comment == null ? text : text + " comment: '" + comment + "'";
  }

  static String emptyResponse(int number) {
    return "TCPCHK got an empty response at step " + number;
  }

  static String connect(Connect step) {
    return step.port() == 0 ? " (connect)" : " (connect port " + step.port() + ")";
  }

  static String expect(Match match) {
    return switch (match) {
      case Match.Bytes bytes ->
          bytes.binary()
              ? " (expect binary '" + HEX.formatHex(bytes.wanted()) + "')"
              : " (expect string '" + latin1(bytes.wanted()) + "')";
      case Match.Expression regex -> regex.overHex() ? " (expect binary regex)" : " (expect regex)";
      case Match.Format format ->
          format.binary() ? " (expect log-format binary)" : " (expect log-format string)";
      default -> "";
    };
  }

  /** What an {@code expect} that failed says when its rule says nothing. */
  static String mismatch(Match match, boolean unwanted, int number) {
    String what =
        switch (match) {
          case Match.Bytes bytes ->
              bytes.binary() ? " (binary)" : " '" + latin1(bytes.wanted()) + "'";
          case Match.Expression regex -> regex.overHex() ? " (binary regex)" : " (regex)";
          case Match.Format format ->
              format.binary() ? " (log-format binary)" : " (log-format string)";
          default -> "";
        };
    return (unwanted ? "TCPCHK matched unwanted content" : "TCPCHK did not match content")
        + what
        + " at step "
        + number;
  }
}
