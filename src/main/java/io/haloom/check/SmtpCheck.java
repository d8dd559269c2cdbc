package io.haloom.check;

import io.haloom.model.ProxyCheckConfig;
import java.nio.charset.StandardCharsets;

/**
 * {@code option smtpchk}: the server greets with 2xx, and takes HELO or EHLO and then QUIT (RFC
 * 5321, 4.2). A reply is judged when its last line is complete.
 */
final class SmtpCheck implements Checker {
  private static final byte[] QUIT = "QUIT\r\n".getBytes(StandardCharsets.US_ASCII);
  private final byte[] hello;

  SmtpCheck(ProxyCheckConfig config) {
    boolean given = config.smtp().hello() != null && config.smtp().domain() != null;
    String line = given ? config.smtp().hello() + " " + config.smtp().domain() : "HELO localhost";
    hello = (line + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public CheckResult check(CheckRun run) throws CheckFailure {
    run.connect(LingeringConnect.STEP, 0, Position.step(1));
    run.expect(Position.step(2), SmtpCheck::greeted);
    run.send(hello, Position.step(4));
    run.expect(Position.step(5).whenEmpty(CheckStatus.L7STS), SmtpCheck::agreed);
    run.send(QUIT, Position.step(6));
    run.expect(Position.step(7).whenEmpty(CheckStatus.L7STS), SmtpCheck::agreed);
    Received answer = run.received();
    return new CheckResult(CheckStatus.L7OK, code(answer, 0), text(answer, 0));
  }

  /** The greeting is one line, which begins with a code. */
  private static boolean greeted(Received answer, boolean last) throws CheckFailure {
    if (!last && answer.size() < 4) {
      return false;
    }
    int after = answer.size() < 4 ? 0 : answer.at(3);
    if (code(answer, 0) < 0 || after != ' ' && after != '\r') {
      if (!last && !hasLine(answer, 0)) {
        return false;
      }
      throw new CheckFailure(CheckStatus.L7RSP, answer.line(0));
    }
    return agreed(answer, last);
  }

  /** A reply whose lines all say 2xx; only the last has no hyphen after its code. */
  private static boolean agreed(Received answer, boolean last) throws CheckFailure {
    for (int from = 0; from < answer.size(); from = next(answer, from)) {
      if (!last && !hasLine(answer, from)) {
        return false;
      }
      int code = code(answer, from);
      if (code < 200 || code > 299) {
        throw new CheckFailure(
            new CheckResult(CheckStatus.L7STS, Math.max(0, code), text(answer, from)));
      }
      if (from + 3 >= answer.size() || answer.at(from + 3) != '-') {
        return true;
      }
    }
    if (last) {
      throw new CheckFailure(new CheckResult(CheckStatus.L7STS, code(answer, 0), text(answer, 0)));
    }
    return false;
  }

  private static boolean hasLine(Received answer, int from) {
    return next(answer, from) <= answer.size()
        && from < answer.size()
        && answer.at(next(answer, from) - 1) == '\n';
  }

  /** Where the next line begins, the end when there is none. */
  private static int next(Received answer, int from) {
    int at = from;
    while (at < answer.size() && answer.at(at) != '\n') {
      at++;
    }
    return Math.min(answer.size(), at + 1);
  }

  /** The three digits of a reply line, or -1. */
  private static int code(Received answer, int from) {
    int code = 0;
    for (int at = from; at < from + 3; at++) {
      if (at >= answer.size() || answer.at(at) < '0' || answer.at(at) > '9') {
        return -1;
      }
      code = 10 * code + answer.at(at) - '0';
    }
    return code;
  }

  /** What a reply line says after its code. */
  private static String text(Received answer, int from) {
    int at = from + 4;
    while (at < answer.size() && answer.at(at) == ' ') {
      at++;
    }
    return answer.line(at);
  }
}
