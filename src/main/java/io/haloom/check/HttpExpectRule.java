package io.haloom.check;

import io.haloom.model.CheckStep.Expect;
import io.haloom.model.CheckStep.Match;
import io.haloom.model.CheckStep.Verdicts;

/** One {@code http-check expect}, on the status, a header or the body of the response. */
final class HttpExpectRule {
  private final String comment;
  private final Expect rule;
  private final Verdicts verdicts;

  HttpExpectRule(Expect rule, String comment) {
    this.comment = comment;
    this.rule = rule;
    this.verdicts = rule.verdicts();
  }

  CheckStatus whenLate() {
    return CheckStatus.of(verdicts.timeoutStatus(), CheckStatus.L7TOUT);
  }

  /** The result of a sequence that ends with this rule. */
  CheckResult success(CheckSamples samples, int httpStatus) {
    String info = verdicts.onSuccess() == null ? null : samples.text(verdicts.onSuccess());
    int code = code(samples, httpStatus);
    return new CheckResult(CheckStatus.of(verdicts.okStatus(), CheckStatus.L7OK), code, info);
  }

  void check(CheckSamples samples, HttpAnswer answer) throws CheckFailure {
    boolean ofBody = true;
    boolean matches;
    switch (rule.match()) {
      case Match.Status status -> {
        matches = inRanges(status, answer.status());
        ofBody = false;
      }
      case Match.StatusExpression expression -> {
        matches = expression.regex().find(Integer.toString(answer.status()));
        ofBody = false;
      }
      case Match.Header header -> {
        matches = new HeaderMatch(header, samples).found(answer);
        ofBody = false;
      }
      default -> matches = bodyMatches(samples, answer);
    }
    if (matches == rule.negated()) {
      throw failure(samples, answer, ofBody);
    }
  }

  private static boolean inRanges(Match.Status status, int code) {
    return status.ranges().stream().anyMatch(range -> code >= range[0] && code <= range[1]);
  }

  // --- the body --------------------------------------------------------------------------------

  /**
   * Reads on until the outcome is certain; a mismatch is so only at {@code min-recv} or the end.
   */
  private boolean bodyMatches(CheckSamples samples, HttpAnswer answer) throws CheckFailure {
    byte[] wanted = null;
    while (true) {
      boolean last = answer.bodyComplete();
      if (!answer.body().isEmpty()) {
        wanted = wanted == null ? wanted(samples, answer) : wanted;
        if (last || answer.body().size() >= atLeast(wanted)) {
          boolean matches = matches(answer.body(), wanted);
          if (matches || last || rule.minRecv() >= 0) {
            return matches;
          }
        }
      } else if (last) {
        throw failure(
            samples,
            answer,
            CheckStatus.L7RSP,
            "HTTP content check could not find a response body");
      }
      answer.readBody();
    }
  }

  private int atLeast(byte[] wanted) {
    return Math.max(rule.minRecv(), wanted.length);
  }

  private boolean matches(Received body, byte[] wanted) {
    return rule.match() instanceof Match.Expression expression
        ? expression.regex().find(body.text(0))
        : body.contains(wanted);
  }

  /** The bytes looked for, none for a regular expression. */
  private byte[] wanted(CheckSamples samples, HttpAnswer answer) throws CheckFailure {
    return switch (rule.match()) {
      case Match.Bytes bytes -> bytes.wanted();
      case Match.Format format -> {
        byte[] bytes = samples.bytes(format.format());
        if (bytes.length == 0) {
          throw invalid(samples, answer);
        }
        yield bytes;
      }
      default -> new byte[0];
    };
  }

  // --- failing ---------------------------------------------------------------------------------

  private CheckFailure invalid(CheckSamples samples, HttpAnswer answer) {
    return emptyFormat(comment, code(samples, answer.status()));
  }

  /** A log-format of a rule came out empty. */
  static CheckFailure emptyFormat(String comment, int code) {
    String info = "log-format string evaluated to an empty string";
    return new CheckFailure(
        new CheckResult(
            CheckStatus.L7RSP, code, comment == null ? info : info + " comment: " + comment));
  }

  private CheckFailure failure(CheckSamples samples, HttpAnswer answer, boolean ofBody) {
    if (!ofBody) {
      return failure(samples, answer, CheckStatus.L7STS, answer.reason());
    }
    return failure(
        samples,
        answer,
        CheckStatus.L7RSP,
        rule.negated()
            ? "HTTP check matched unwanted content"
            : "HTTP content check did not match");
  }

  private CheckFailure failure(
      CheckSamples samples, HttpAnswer answer, CheckStatus otherwise, String reason) {
    String info = verdicts.onError() == null ? reason : samples.text(verdicts.onError());
    if (comment != null) {
      info += " comment: " + comment;
    }
    CheckStatus status = CheckStatus.of(verdicts.errorStatus(), otherwise);
    return new CheckFailure(new CheckResult(status, code(samples, answer.status()), info));
  }

  private int code(CheckSamples samples, int httpStatus) {
    return verdicts.statusCode() == null ? httpStatus : samples.number(verdicts.statusCode());
  }
}
