package io.haloom.check;

import io.haloom.model.CheckStep.Expect;
import io.haloom.model.CheckStep.Match;
import io.haloom.model.CheckStep.Verdicts;

/**
 * One {@code tcp-check expect}. A mismatch is final once {@code min-recv} bytes are there; without
 * {@code min-recv} only when no more will come, so a forbidden text may still turn up.
 */
final class ExpectRule {
  private final int number;
  private final String comment;
  private final Expect rule;
  private final Verdicts verdicts;

  ExpectRule(StepList.Numbered step) {
    this.number = step.number();
    this.comment = step.comment();
    this.rule = (Expect) step.step();
    this.verdicts = rule.verdicts();
  }

  boolean negated() {
    return rule.negated();
  }

  Position position() {
    return new Position(
        number,
        Messages.at(number, Messages.expect(rule.match()), comment),
        comment,
        CheckStatus.of(verdicts.errorStatus(), CheckStatus.L7RSP),
        CheckStatus.of(verdicts.timeoutStatus(), CheckStatus.L7TOUT));
  }

  /** The result of a sequence that ends with this rule. */
  CheckResult success(CheckSamples samples) {
    String info = verdicts.onSuccess() == null ? "(tcp-check)" : samples.text(verdicts.onSuccess());
    CheckStatus status = CheckStatus.of(verdicts.okStatus(), CheckStatus.L7OK);
    return new CheckResult(status, code(samples), info);
  }

  boolean met(CheckSamples samples, Received answer, boolean last) throws CheckFailure {
    if (!last && answer.size() < atLeast()) {
      return false;
    }
    byte[] wanted = wanted(samples);
    if (wanted != null && !last && answer.size() < wanted.length) {
      return false;
    }
    boolean matches = wanted == null ? matchesRegex(answer) : answer.contains(wanted);
    if (!matches && !last && rule.minRecv() < 0) {
      return false;
    }
    if (matches == rule.negated()) {
      CheckStatus status = CheckStatus.of(verdicts.errorStatus(), CheckStatus.L7RSP);
      boolean silent = answer.isEmpty() && verdicts.onError() == null;
      throw failure(samples, status, silent ? Messages.emptyResponse(number) : null);
    }
    return true;
  }

  private int atLeast() {
    int shortest = rule.match() instanceof Match.Bytes bytes ? bytes.wanted().length : 0;
    return Math.max(rule.minRecv(), shortest);
  }

  /** The bytes looked for, null for a regular expression. */
  private byte[] wanted(CheckSamples samples) throws CheckFailure {
    return switch (rule.match()) {
      case Match.Bytes bytes -> bytes.wanted();
      case Match.Format format -> rendered(samples, format);
      default -> null;
    };
  }

  private byte[] rendered(CheckSamples samples, Match.Format format) throws CheckFailure {
    String text = samples.text(format.format());
    if (text.isEmpty()) {
      throw failure(samples, CheckStatus.L7RSP, "log-format string evaluated to an empty string");
    }
    if (!format.binary()) {
      return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
    byte[] bytes = Hex.parse(text);
    if (bytes == null) {
      throw failure(
          samples,
          CheckStatus.L7RSP,
          "Failed to parse hexastring resulting of eval of a log-format string");
    }
    return bytes;
  }

  private boolean matchesRegex(Received answer) {
    return rule.match() instanceof Match.Expression expression
        && expression.regex().find(expression.overHex() ? answer.hex() : answer.text(0));
  }

  /**
   * @param reason what went wrong, or null for what the rule says
   */
  private CheckFailure failure(CheckSamples samples, CheckStatus status, String reason) {
    String info = reason;
    if (info == null) {
      info =
          verdicts.onError() != null
              ? samples.text(verdicts.onError())
              : Messages.mismatch(rule.match(), rule.negated(), number);
    }
    if (comment != null) {
      info += " comment: " + comment;
    }
    return new CheckFailure(new CheckResult(status, code(samples), info));
  }

  private int code(CheckSamples samples) {
    return verdicts.statusCode() == null ? 0 : samples.number(verdicts.statusCode());
  }
}
