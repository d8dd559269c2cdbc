package io.haloom.check;

import java.nio.charset.StandardCharsets;

/** {@code option redis-check}: PING is answered with PONG (RESP protocol). */
final class RedisCheck implements Checker {
  private static final byte[] PING = "*1\r\n$4\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PONG = "+PONG\r\n".getBytes(StandardCharsets.US_ASCII);

  @Override
  public CheckResult check(CheckRun run) throws CheckFailure {
    run.connect(Position.step(0));
    run.send(PING, Position.step(1));
    run.expect(Position.step(2).whenEmpty(CheckStatus.L7STS), RedisCheck::isPong);
    return CheckResult.of(CheckStatus.L7OK, "Redis server is ok");
  }

  private static boolean isPong(Received answer, boolean last) throws CheckFailure {
    if (answer.contains(PONG)) {
      return true;
    }
    if (last) {
      throw new CheckFailure(CheckStatus.L7STS, answer.line(0));
    }
    return false;
  }
}
