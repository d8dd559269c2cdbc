package io.haloom.check;

/** Ends a check early with its result. Carries no stack trace: it is ordinary. */
final class CheckFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final transient CheckResult result;

  CheckFailure(CheckResult result) {
    super(null, null, false, false);
    this.result = result;
  }

  CheckFailure(CheckStatus status, String info) {
    this(CheckResult.of(status, info));
  }

  CheckResult result() {
    return result;
  }
}
