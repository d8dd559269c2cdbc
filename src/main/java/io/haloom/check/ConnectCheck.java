package io.haloom.check;

/** A server that takes a connection is up. */
final class ConnectCheck implements Checker {
  @Override
  public CheckResult check(CheckRun run) throws CheckFailure {
    run.connect(Position.step(0));
    return CheckResult.of(run.connected(), null);
  }
}
