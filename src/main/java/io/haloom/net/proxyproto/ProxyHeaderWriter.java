package io.haloom.net.proxyproto;

import io.haloom.net.AddressText;
import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Renders PROXY protocol headers (specification of 2020-03-05). */
public final class ProxyHeaderWriter {
  static final byte[] SIGNATURE = {
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A
  };
  private static final int PROXY_COMMAND = 0x21;
  private static final int LOCAL_COMMAND = 0x20;

  private ProxyHeaderWriter() {}

  /** Version 1; {@code PROXY UNKNOWN} unless both addresses are of one IP family or mappable. */
  public static ByteBuffer version1(InetSocketAddress source, InetSocketAddress destination) {
    return ByteBuffer.wrap(line(source, destination).getBytes(StandardCharsets.US_ASCII));
  }

  private static String line(InetSocketAddress source, InetSocketAddress destination) {
    if (source == null || destination == null) {
      return "PROXY UNKNOWN\r\n";
    }
    boolean six = isSix(source) || isSix(destination);
    return "PROXY "
        + (six ? "TCP6 " : "TCP4 ")
        + text(source.getAddress(), six)
        + ' '
        + text(destination.getAddress(), six)
        + ' '
        + source.getPort()
        + ' '
        + destination.getPort()
        + "\r\n";
  }

  /**
   * Version 2.
   *
   * @param source null for a {@code LOCAL} header (health checks)
   * @param uniqueId the unique-id TLV's value, or null
   * @param crc whether the CRC-32C TLV is wanted
   */
  public static ByteBuffer version2(
      InetSocketAddress source, InetSocketAddress destination, byte[] uniqueId, boolean crc) {
    return version2(source, destination, crc, new Fields(uniqueId, null, null));
  }

  /**
   * What a header says beside addresses.
   *
   * @param uniqueId the unique-id TLV's value, or null
   * @param authority the authority TLV's value, or null for what TLS says
   * @param tls about the client's TLS, or null for nothing
   */
  public record Fields(byte[] uniqueId, byte[] authority, TlsFields tls) {}

  /** The same with more fields. */
  public static ByteBuffer version2(
      InetSocketAddress source, InetSocketAddress destination, boolean crc, Fields fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    out.writeBytes(SIGNATURE);
    boolean local = source == null || destination == null;
    boolean six = !local && (isSix(source) || isSix(destination));
    out.write(local ? LOCAL_COMMAND : PROXY_COMMAND);
    out.write(local ? 0x00 : six ? 0x21 : 0x11);
    out.write(0);
    out.write(0);
    if (!local) {
      out.writeBytes(bytes(source.getAddress(), six));
      out.writeBytes(bytes(destination.getAddress(), six));
      writeShort(out, source.getPort());
      writeShort(out, destination.getPort());
    }
    int crcAt = crc ? writeCrcPlace(out) : -1;
    if (fields.tls != null) {
      fields.tls.writeNames(out, fields.authority);
    }
    if (fields.uniqueId != null) {
      TlsFields.write(out, ProxyHeader.TLV_UNIQUE_ID, fields.uniqueId);
    }
    if (fields.tls != null) {
      fields.tls.writeTls(out);
    }
    return finish(out.toByteArray(), crcAt);
  }

  private static int writeCrcPlace(ByteArrayOutputStream out) {
    out.write(ProxyHeader.TLV_CRC32C);
    writeShort(out, 4);
    int at = out.size();
    out.writeBytes(new byte[4]);
    return at;
  }

  private static ByteBuffer finish(byte[] header, int crcAt) {
    ByteBuffer buffer = ByteBuffer.wrap(header);
    buffer.putShort(14, (short) (header.length - 16));
    if (crcAt >= 0) {
      CRC32C crc = new CRC32C();
      crc.update(header);
      buffer.putInt(crcAt, (int) crc.getValue());
    }
    return buffer;
  }

  private static boolean isSix(InetSocketAddress address) {
    return address.getAddress() instanceof Inet6Address;
  }

  private static String text(InetAddress address, boolean six) {
    if (six && address instanceof Inet4Address) {
      return "::ffff:" + address.getHostAddress();
    }
    return AddressText.of(address);
  }

  private static byte[] bytes(InetAddress address, boolean six) {
    byte[] raw = address.getAddress();
    if (!six || raw.length == 16) {
      return raw;
    }
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(raw, 0, mapped, 12, 4);
    return mapped;
  }

  private static void writeShort(ByteArrayOutputStream out, int value) {
    out.write(value >>> 8);
    out.write(value);
  }
}
