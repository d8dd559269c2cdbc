package io.haloom.net.proxyproto;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Parses a PROXY protocol header, either version, from the bytes received so far. Consumes exactly
 * the header; what follows stays in the buffer.
 */
public final class ProxyHeaderReader {
  /** The longest version 1 line, CR LF included (specification, 2.1). */
  private static final int V1_MAX = 107;

  private static final int V2_FIXED = 16;

  private ProxyHeaderReader() {}

  /** What is wrong with a header. */
  public enum Flaw {
    /** It does not begin as one. */
    NOT_A_HEADER,
    /** It begins well and breaks the form. */
    INVALID,
    /** The connection it tells of is neither TCP4 nor TCP6 nor UNKNOWN. */
    PROTOCOL,
    /** It is longer than one may be. */
    TOO_LONG
  }

  /** The bytes are no acceptable header. */
  public static final class BadHeader extends Exception {
    private static final long serialVersionUID = 1;

    private final Flaw flaw;

    BadHeader(Flaw flaw) {
      super(null, null, false, false);
      this.flaw = flaw;
    }

    public Flaw flaw() {
      return flaw;
    }
  }

  /**
   * Tries to parse.
   *
   * @param buffer what was received, ready to read; its position moves past the header on success
   * @return the header, or null when more bytes are needed
   * @throws BadHeader when no further byte can make it right
   */
  public static ProxyHeader parse(ByteBuffer buffer) throws BadHeader {
    if (buffer.remaining() == 0) {
      return null;
    }
    byte first = buffer.get(buffer.position());
    if (first == 'P') {
      return version1(buffer);
    }
    if (first == ProxyHeaderWriter.SIGNATURE[0]) {
      return version2(buffer);
    }
    throw new BadHeader(Flaw.NOT_A_HEADER);
  }

  // --- version 1 -------------------------------------------------------------------------------

  private static ProxyHeader version1(ByteBuffer buffer) throws BadHeader {
    int start = buffer.position();
    String known = "PROXY ";
    for (int i = 0; i < known.length() && i < buffer.remaining(); i++) {
      if (buffer.get(start + i) != known.charAt(i)) {
        throw new BadHeader(Flaw.NOT_A_HEADER);
      }
    }
    int limit = Math.min(buffer.remaining(), V1_MAX);
    for (int i = 0; i < limit; i++) {
      if (buffer.get(start + i) == '\n') {
        return line(buffer, i);
      }
    }
    if (limit == V1_MAX) {
      throw new BadHeader(Flaw.TOO_LONG);
    }
    return null;
  }

  private static ProxyHeader line(ByteBuffer buffer, int length) throws BadHeader {
    byte[] raw = new byte[length];
    buffer.get(buffer.position(), raw);
    if (length == 0 || raw[length - 1] != '\r') {
      throw new BadHeader(Flaw.INVALID);
    }
    String text = new String(raw, 0, length - 1, StandardCharsets.US_ASCII);
    ProxyHeader header = words(text.split(" ", -1));
    buffer.position(buffer.position() + length + 1);
    return header;
  }

  private static ProxyHeader words(String[] words) throws BadHeader {
    if (words[1].equals("UNKNOWN")) {
      return ProxyHeader.LOCAL;
    }
    boolean six = words[1].equals("TCP6");
    if (!six && !words[1].equals("TCP4")) {
      throw new BadHeader(Flaw.PROTOCOL);
    }
    if (words.length != 6) {
      throw new BadHeader(Flaw.INVALID);
    }
    return new ProxyHeader(
        false,
        new InetSocketAddress(literal(words[2], six), port(words[4])),
        new InetSocketAddress(literal(words[3], six), port(words[5])),
        Map.of());
  }

  private static InetAddress literal(String text, boolean six) throws BadHeader {
    String allowed = six ? "[0-9a-fA-F:.]{2,45}" : "(?:[0-9]{1,3}\\.){3}[0-9]{1,3}";
    if (!text.matches(allowed) || six && text.indexOf(':') < 0) {
      throw new BadHeader(Flaw.INVALID);
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new BadHeader(Flaw.INVALID);
    }
  }

  private static int port(String text) throws BadHeader {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
      throw new BadHeader(Flaw.INVALID);
    }
    return Integer.parseInt(text);
  }

  // --- version 2 -------------------------------------------------------------------------------

  private static ProxyHeader version2(ByteBuffer buffer) throws BadHeader {
    int start = buffer.position();
    byte[] signature = ProxyHeaderWriter.SIGNATURE;
    for (int i = 0; i < signature.length && i < buffer.remaining(); i++) {
      if (buffer.get(start + i) != signature[i]) {
        throw new BadHeader(Flaw.NOT_A_HEADER);
      }
    }
    if (buffer.remaining() < V2_FIXED) {
      return null;
    }
    int command = buffer.get(start + 12) & 0xff;
    if (command >>> 4 != 2) {
      throw new BadHeader(Flaw.NOT_A_HEADER);
    }
    if ((command & 0xf) > 1) {
      throw new BadHeader(Flaw.INVALID);
    }
    int length = buffer.getShort(start + 14) & 0xffff;
    if (buffer.remaining() < V2_FIXED + length) {
      if (V2_FIXED + length > buffer.capacity()) {
        throw new BadHeader(Flaw.TOO_LONG);
      }
      return null;
    }
    ByteBuffer body = buffer.slice(start, V2_FIXED + length);
    ProxyHeader header = body2(body, (command & 0xf) == 0);
    buffer.position(start + V2_FIXED + length);
    return header;
  }

  private static ProxyHeader body2(ByteBuffer whole, boolean local) throws BadHeader {
    int family = whole.get(13) & 0xff;
    whole.position(V2_FIXED);
    int addressBytes =
        switch (family) {
          case 0x11 -> 4;
          case 0x21 -> 16;
          default -> 0;
        };
    if (local) {
      whole.position(Math.min(whole.limit(), V2_FIXED + addressLength(family)));
      return new ProxyHeader(true, null, null, tlvs(whole));
    }
    if (addressBytes == 0) {
      return ProxyHeader.LOCAL;
    }
    if (whole.remaining() < 2 * addressBytes + 4) {
      throw new BadHeader(Flaw.INVALID);
    }
    InetAddress source = address(whole, addressBytes);
    InetAddress destination = address(whole, addressBytes);
    int sourcePort = whole.getShort() & 0xffff;
    int destinationPort = whole.getShort() & 0xffff;
    return new ProxyHeader(
        false,
        new InetSocketAddress(source, sourcePort),
        new InetSocketAddress(destination, destinationPort),
        tlvs(whole));
  }

  /** Bytes of the addresses of a family, which a LOCAL header may have and nobody reads. */
  private static int addressLength(int family) {
    return switch (family >>> 4) {
      case 1 -> 12;
      case 2 -> 36;
      case 3 -> 216;
      default -> 0;
    };
  }

  private static InetAddress address(ByteBuffer from, int bytes) throws BadHeader {
    byte[] raw = new byte[bytes];
    from.get(raw);
    try {
      return InetAddress.getByAddress(raw);
    } catch (UnknownHostException e) {
      throw new BadHeader(Flaw.INVALID);
    }
  }

  private static Map<Integer, byte[]> tlvs(ByteBuffer whole) throws BadHeader {
    Map<Integer, byte[]> found = new LinkedHashMap<>();
    while (whole.remaining() > 0) {
      if (whole.remaining() < 3) {
        throw new BadHeader(Flaw.INVALID);
      }
      int type = whole.get() & 0xff;
      int length = whole.getShort() & 0xffff;
      if (length > whole.remaining()) {
        throw new BadHeader(Flaw.INVALID);
      }
      if (type == ProxyHeader.TLV_CRC32C) {
        checkCrc(whole, length);
      }
      byte[] value = new byte[length];
      whole.get(value);
      found.put(type, value);
    }
    return found;
  }

  /** The sum is over the whole header with the sum's own four bytes as zero. */
  private static void checkCrc(ByteBuffer whole, int length) throws BadHeader {
    if (length != 4) {
      throw new BadHeader(Flaw.INVALID);
    }
    byte[] copy = new byte[whole.limit()];
    whole.get(0, copy);
    int at = whole.position();
    int said = whole.getInt(at);
    java.util.Arrays.fill(copy, at, at + 4, (byte) 0);
    CRC32C crc = new CRC32C();
    crc.update(copy);
    if ((int) crc.getValue() != said) {
      throw new BadHeader(Flaw.INVALID);
    }
  }
}
