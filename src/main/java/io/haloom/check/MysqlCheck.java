package io.haloom.check;

import io.haloom.model.ProxyCheckConfig;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * {@code option mysql-check}: the server's first packet, and with {@code user} the answer to a
 * login without a password that quits at once (MySQL internals, connection phase). The login is
 * sent first, so that a server that waits sees a client and not a port scan.
 */
final class MysqlCheck implements Checker {
  private static final int HEADER = 4;
  private static final int ERROR = 0xff;

  private final byte[] login;

  MysqlCheck(ProxyCheckConfig config) {
    login =
        config.login().user() == null
            ? null
            : login(config.login().user(), config.login().post41());
  }

  private static byte[] login(String name, boolean post41) {
    byte[] user = name.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream body = new ByteArrayOutputStream(64);
    if (post41) {
      // capabilities, largest packet, character set UTF-8, filler
      body.writeBytes(new byte[] {0x00, (byte) 0x82, 0, 0, 0, (byte) 0x80, 0, 1, 0x21});
      body.writeBytes(new byte[23]);
    } else {
      body.writeBytes(new byte[] {0x00, (byte) 0x80, 0, 0, 1});
    }
    body.writeBytes(user);
    body.write(0);
    body.write(0);
    ByteArrayOutputStream all = new ByteArrayOutputStream(96);
    packet(all, 1, body.toByteArray());
    packet(all, 0, new byte[] {1});
    return all.toByteArray();
  }

  private static void packet(ByteArrayOutputStream out, int sequence, byte[] body) {
    out.write(body.length);
    out.write(body.length >>> 8);
    out.write(body.length >>> 16);
    out.write(sequence);
    out.writeBytes(body);
  }

  @Override
  public CheckResult check(CheckRun run) throws CheckFailure {
    run.connect(LingeringConnect.STEP, 0, Position.step(1));
    int step = 2;
    if (login != null) {
      run.send(login, Position.step(step++));
    }
    run.expect(Position.step(step), (answer, last) -> isPacket(answer, 0, last));
    if (login != null) {
      run.expect(
          Position.step(step + 1),
          (answer, last) -> isPacket(answer, HEADER + length(answer, 0), last));
    }
    return CheckResult.of(CheckStatus.L7OK, run.received().text(HEADER + 1));
  }

  private static boolean isPacket(Received answer, int from, boolean last) throws CheckFailure {
    int body = from + HEADER;
    int end = answer.size() < body ? body : body + length(answer, from);
    if (answer.size() < end || answer.size() <= body) {
      if (last) {
        throw new CheckFailure(CheckStatus.L7RSP, null);
      }
      return false;
    }
    if (answer.at(body) == ERROR) {
      int code = answer.size() < body + 3 ? 0 : answer.at(body + 1) | answer.at(body + 2) << 8;
      throw new CheckFailure(new CheckResult(CheckStatus.L7STS, code, answer.text(body + 3)));
    }
    return true;
  }

  private static int length(Received answer, int from) {
    return answer.at(from) | answer.at(from + 1) << 8 | answer.at(from + 2) << 16;
  }
}
