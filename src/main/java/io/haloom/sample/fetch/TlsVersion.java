package io.haloom.sample.fetch;

import static io.haloom.net.tls.ClientHello.u16;
import static io.haloom.net.tls.ClientHello.u8;

import io.haloom.sample.Fetch;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import java.nio.ByteBuffer;

/**
 * {@code req.ssl_ver}: the version a ClientHello asks for, major in the upper 16 bits and minor in
 * the lower. Knows the hello of SSL 2 too.
 */
final class TlsVersion implements Fetch {
  private static final int LONGEST_RECORD = (1 << 14) + 2048;

  @Override
  public boolean take(SampleContext context, Sample sample) {
    ByteBuffer in = context.requestBytes().slice();
    if (!in.hasRemaining()) {
      return tooShort(context, sample);
    }
    int first = u8(in, 0);
    return first >= 0x14 && first <= 0x17 || first == 0xFF
        ? record(in, context, sample)
        : sslTwo(in, context, sample);
  }

  private static boolean record(ByteBuffer in, SampleContext context, Sample sample) {
    if (in.remaining() < 11) {
      return tooShort(context, sample);
    }
    int length = u16(in, 3);
    if (u8(in, 1) < 3 || length < 6 || length > LONGEST_RECORD) {
      return false;
    }
    return version(in, 9, 5 + length, context, sample);
  }

  private static boolean sslTwo(ByteBuffer in, SampleContext context, Sample sample) {
    boolean shortHeader = (u8(in, 0) & 0x80) != 0;
    int header = shortHeader ? 2 : 3;
    if (in.remaining() < header + 1) {
      return tooShort(context, sample);
    }
    if (u8(in, header) != 1) {
      return false;
    }
    if (in.remaining() < header + 9) {
      return tooShort(context, sample);
    }
    int record = u16(in, 0) & (shortHeader ? 0x7FFF : 0x3FFF);
    int padding = shortHeader ? 0 : u8(in, 2);
    int ciphers = u16(in, header + 3);
    int session = u16(in, header + 5);
    int challenge = u16(in, header + 7);
    boolean plausible =
        ciphers % 3 == 0
            && (session == 0 || session == 16)
            && challenge >= 16
            && challenge <= 32
            && record == 9 + ciphers + session + challenge;
    int end = header + 9 + ciphers + session + challenge + padding;
    return plausible && version(in, header + 1, end, context, sample);
  }

  private static boolean version(
      ByteBuffer in, int at, int end, SampleContext context, Sample sample) {
    if (in.remaining() < end && !context.requestComplete()) {
      return tooShort(context, sample);
    }
    sample.setInt((long) u8(in, at) << 16 | u8(in, at + 1));
    return in.remaining() >= end;
  }

  private static boolean tooShort(SampleContext context, Sample sample) {
    sample.mayChange(!context.requestComplete());
    return false;
  }
}
