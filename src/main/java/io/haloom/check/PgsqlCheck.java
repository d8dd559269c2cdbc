package io.haloom.check;

import io.haloom.model.ProxyCheckConfig;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * {@code option pgsql-check}: a StartupMessage is answered with an authentication request,
 * whichever (PostgreSQL manual, message formats).
 */
final class PgsqlCheck implements Checker {
  private static final int PROTOCOL_3 = 0x00030000;

  /** AuthenticationOk to AuthenticationSASL; 1 and 8 are not assigned, or continue an exchange. */
  private static final Set<Integer> REQUESTS = Set.of(0, 2, 3, 4, 5, 6, 7, 9, 10);

  private final byte[] startup;

  PgsqlCheck(ProxyCheckConfig config) {
    byte[] user = config.login().user().getBytes(StandardCharsets.UTF_8);
    byte[] key = "user\0".getBytes(StandardCharsets.US_ASCII);
    startup = new byte[8 + key.length + user.length + 2];
    ByteBuffer.wrap(startup).putInt(startup.length).putInt(PROTOCOL_3).put(key).put(user);
  }

  @Override
  public CheckResult check(CheckRun run) throws CheckFailure {
    run.connect(LingeringConnect.STEP, 0, Position.step(1));
    run.send(startup, Position.step(2));
    run.expect(Position.step(3), PgsqlCheck::isNoError);
    run.expect(Position.step(4).whenEmpty(CheckStatus.L7STS), PgsqlCheck::isAuthentication);
    return CheckResult.of(CheckStatus.L7OK, "PostgreSQL server is ok");
  }

  private static boolean isNoError(Received answer, boolean last) throws CheckFailure {
    if (!last && answer.size() < 5) {
      return false;
    }
    if (answer.at(0) == 'E') {
      throw new CheckFailure(CheckStatus.L7RSP, answer.text(6));
    }
    return true;
  }

  private static boolean isAuthentication(Received answer, boolean last) throws CheckFailure {
    if (!last && answer.size() < 9) {
      return false;
    }
    ByteBuffer bytes = answer.bytes();
    boolean good =
        bytes.remaining() >= 9
            && bytes.get(0) == 'R'
            && bytes.getInt(1) >>> 8 == 0
            && REQUESTS.contains(bytes.getInt(5));
    if (!good) {
      throw new CheckFailure(CheckStatus.L7STS, "PostgreSQL unknown error");
    }
    return true;
  }
}
