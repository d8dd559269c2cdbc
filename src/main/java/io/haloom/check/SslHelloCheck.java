package io.haloom.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * {@code option ssl-hello-chk}: a handshake or alert record answers an SSLv3 CLIENT HELLO (RFC
 * 6101, 5.6.1.2). The server's certificate and version do not matter.
 */
final class SslHelloCheck implements Checker {
  private static final int ALERT = 0x15;
  private static final int HANDSHAKE = 0x16;
  private static final int SSL3 = 0x0300;
  private static final int SHORTEST = 5;
  private static final byte[] RANDOM =
      "HAPROXYSSLCHK\nHAPROXYSSLCHK\n".getBytes(StandardCharsets.US_ASCII);

  @Override
  public CheckResult check(CheckRun run) throws CheckFailure {
    run.connect(Position.step(0));
    run.send(hello(), Position.step(1));
    run.expect(
        Position.step(2).whenEmpty(CheckStatus.L6RSP).whenLate(CheckStatus.L6TOUT),
        SslHelloCheck::isRecord);
    return CheckResult.of(CheckStatus.L6OK, null);
  }

  private static byte[] hello() {
    ByteBuffer hello = ByteBuffer.allocate(126);
    hello.put((byte) HANDSHAKE).putShort((short) SSL3).putShort((short) 121);
    hello.put((byte) 1).put((byte) 0).putShort((short) 117).putShort((short) SSL3);
    hello.putInt((int) (System.currentTimeMillis() / 1000)).put(RANDOM).put((byte) 0);
    hello.putShort((short) 78);
    ciphers(hello, 0x01, 0x1b);
    ciphers(hello, 0x2f, 0x3a);
    return hello.put((byte) 1).put((byte) 0).array();
  }

  private static void ciphers(ByteBuffer hello, int first, int last) {
    for (int cipher = first; cipher <= last; cipher++) {
      hello.putShort((short) cipher);
    }
  }

  private static boolean isRecord(Received answer, boolean last) throws CheckFailure {
    if (!last && answer.size() < SHORTEST) {
      return false;
    }
    if (answer.at(0) != ALERT && answer.at(0) != HANDSHAKE) {
      throw new CheckFailure(CheckStatus.L6RSP, null);
    }
    return true;
  }
}
