package io.haloom.model;

import io.haloom.regex.Regex;
import io.haloom.sample.LogFormat;
import io.haloom.sample.Variables;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;

/** One step of a {@code tcp-check} or {@code http-check} sequence. */
public sealed interface CheckStep {

  /** {@code comment}, or null. */
  String comment();

  /**
   * {@code comment} on a line of its own. It counts as a step in messages; the checks give it to
   * the steps it precedes.
   */
  record Comment(String comment) implements CheckStep {}

  /**
   * {@code connect}. Null or 0 leaves the server's own.
   *
   * @param fallback {@code default}: all the server line's settings
   * @param address {@code addr}
   * @param port {@code port}
   * @param portFormat {@code port} as an expression that yields a number, or null
   * @param sendProxy {@code send-proxy}
   * @param viaSocks4 {@code via-socks4}
   * @param linger {@code linger}: end with a FIN rather than an RST
   * @param tls {@code ssl}, {@code sni}, {@code alpn}
   * @param proto {@code proto}
   */
  record Connect(
      boolean fallback,
      SocketAddress address,
      int port,
      LogFormat portFormat,
      boolean sendProxy,
      boolean viaSocks4,
      boolean linger,
      CheckConfig.Tls tls,
      String proto,
      String comment)
      implements CheckStep {}

  /** {@code send}, {@code send-binary} (exactly {@code bytes}) or their {@code -lf} forms. */
  record Send(byte[] bytes, LogFormat format, boolean binaryFormat, String comment)
      implements CheckStep {}

  /**
   * {@code http-check send}. Null leaves out.
   *
   * @param headers each name with its format, in order
   */
  record HttpSend(
      String method,
      String uri,
      LogFormat uriFormat,
      String version,
      List<Map.Entry<String, LogFormat>> headers,
      String body,
      LogFormat bodyFormat,
      String comment)
      implements CheckStep {}

  /**
   * {@code expect}.
   *
   * @param negated {@code !}
   * @param minRecv {@code min-recv}, bytes, -1 for none
   */
  record Expect(Match match, boolean negated, int minRecv, Verdicts verdicts, String comment)
      implements CheckStep {}

  /** {@code set-var}: the expression is rendered by {@code format}; null unsets. */
  record SetVar(Variables.Scope scope, String name, LogFormat format, String comment)
      implements CheckStep {}

  /**
   * What {@code expect} reports.
   *
   * @param onSuccess {@code on-success}, or null
   * @param onError {@code on-error}, or null
   * @param okStatus {@code ok-status}: L7OK, L7OKC, L6OK, L4OK, or null
   * @param errorStatus {@code error-status}, or null
   * @param timeoutStatus {@code tout-status}, or null
   * @param statusCode {@code status-code}, or null
   */
  record Verdicts(
      LogFormat onSuccess,
      LogFormat onError,
      String okStatus,
      String errorStatus,
      String timeoutStatus,
      LogFormat statusCode) {
    /** Nothing special. */
    public static final Verdicts DEFAULT = new Verdicts(null, null, null, null, null, null);
  }

  /** What {@code expect} looks for. */
  sealed interface Match {
    /**
     * {@code string} and {@code binary}: the bytes anywhere in what was received.
     *
     * @param binary which of the two, for the messages
     */
    record Bytes(byte[] wanted, boolean binary) implements Match {}

    /** {@code rstring}, {@code rbinary} (over the hexadecimal form). */
    record Expression(Regex regex, boolean overHex) implements Match {}

    /** {@code string-lf}, {@code binary-lf}. */
    record Format(LogFormat format, boolean binary) implements Match {}

    /** {@code status}: codes and ranges as pairs of lowest and highest. */
    record Status(List<int[]> ranges) implements Match {}

    /** {@code rstatus}. */
    record StatusExpression(Regex regex) implements Match {}

    /** {@code hdr} and {@code fhdr}: how names and values match. */
    record Header(TextMatch name, TextMatch value, boolean full) implements Match {}
  }

  /** {@code -m str|beg|end|sub|reg} with its text; null text matches anything. */
  record TextMatch(String method, LogFormat text, Regex regex) {}
}
