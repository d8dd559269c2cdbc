package io.haloom.check;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * {@code option spop-check}: an agent answers a HAPROXY-HELLO that says it is a health check with
 * an acceptable AGENT-HELLO (SPOE specification, 3.2.4 and 3.2.5).
 */
final class SpopCheck implements Checker {
  private static final byte[] HELLO = hello();

  private static byte[] hello() {
    ByteArrayOutputStream body = new ByteArrayOutputStream(80);
    // type, flags with FIN, stream and frame identifiers
    body.writeBytes(new byte[] {SpopFrame.HAPROXY_HELLO, 0, 0, 0, 1, 0, 0});
    text(body, "supported-versions");
    body.write(SpopFrame.STRING);
    text(body, "2.0");
    text(body, "max-frame-size");
    body.write(SpopFrame.UINT32);
    body.writeBytes(SpopFrame.varint(SpopFrame.LARGEST));
    text(body, "capabilities");
    body.write(SpopFrame.STRING);
    text(body, "");
    text(body, "healthcheck");
    body.write(SpopFrame.BOOLEAN_TRUE);
    byte[] frame = body.toByteArray();
    return ByteBuffer.allocate(4 + frame.length).putInt(frame.length).put(frame).array();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.write(text.length());
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public CheckResult check(CheckRun run) throws CheckFailure {
    run.connect(Position.step(0));
    run.send(HELLO, Position.step(1));
    run.expect(Position.step(2), SpopCheck::isHello);
    return CheckResult.of(CheckStatus.L7OK, "SPOA server is ok");
  }

  private static boolean isHello(Received answer, boolean last) throws CheckFailure {
    ByteBuffer bytes = answer.bytes();
    if (bytes.remaining() < 4) {
      return incomplete(last);
    }
    long size = bytes.getInt() & 0xffffffffL;
    if (bytes.remaining() < size && !last) {
      return false;
    }
    try {
      SpopFrame.checkAgentHello(bytes.limit((int) Math.min(bytes.limit(), 4 + size)));
    } catch (SpopFrame.Refused e) {
      throw new CheckFailure(CheckStatus.L7RSP, e.getMessage());
    }
    return true;
  }

  private static boolean incomplete(boolean last) throws CheckFailure {
    if (last) {
      throw new CheckFailure(CheckStatus.L7RSP, SpopFrame.INVALID);
    }
    return false;
  }
}
