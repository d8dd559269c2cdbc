package io.haloom.net.proxyproto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.haloom.net.proxyproto.ProxyHeaderReader.BadHeader;
import io.haloom.net.proxyproto.ProxyHeaderReader.Flaw;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class NetscalerHeaderTest {
  private static final int MAGIC = 0x11223344;
  private static final String IPV4 =
      "450000280001000040060000" + "01020304" + "05060708" + "000b0016" + "00".repeat(16);
  private static final String IPV6 =
      "6000000000140640"
          + "0".repeat(31)
          + "1"
          + "0".repeat(31)
          + "2"
          + "000b0016"
          + "00".repeat(16);
  private static final String LEGACY = "11223344" + "00000028" + IPV4;
  private static final String STANDARD = "11223344" + "00000044" + "0000" + "003c" + IPV6;

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.allocate(1000).put(HexFormat.of().parseHex(hex)).flip();
  }

  private static Flaw flaw(String hex) {
    return assertThrows(BadHeader.class, () -> NetscalerHeaderReader.parse(bytes(hex), MAGIC))
        .flaw();
  }

  @Test
  void theLegacyFormIsReadAndWhatFollowsStays() throws Exception {
    ByteBuffer in = bytes(LEGACY + "6162");
    ProxyHeader header = NetscalerHeaderReader.parse(in, MAGIC);
    assertEquals(new InetSocketAddress("1.2.3.4", 11), header.source());
    assertEquals(new InetSocketAddress("5.6.7.8", 22), header.destination());
    assertEquals(2, in.remaining());
  }

  @Test
  void theStandardFormIsRead() throws Exception {
    ProxyHeader header = NetscalerHeaderReader.parse(bytes(STANDARD), MAGIC);
    assertEquals(new InetSocketAddress("::1", 11), header.source());
    assertEquals(new InetSocketAddress("::2", 22), header.destination());
  }

  @Test
  void everyPrefixAsksForMore() throws Exception {
    for (String whole : new String[] {LEGACY, STANDARD}) {
      for (int i = 0; i < whole.length(); i += 2) {
        assertNull(NetscalerHeaderReader.parse(bytes(whole.substring(0, i)), MAGIC));
      }
    }
  }

  @Test
  void whatIsNoHeaderIsRefused() {
    assertEquals(Flaw.NOT_A_HEADER, flaw(LEGACY.replace("1122", "1123")));
    assertEquals(Flaw.PROTOCOL, flaw(LEGACY.replace("00002845", "00002885")));
    assertEquals(Flaw.PROTOCOL, flaw(LEGACY.replace("4006", "4011")), "no TCP");
    assertEquals(Flaw.PROTOCOL, flaw(STANDARD.replace("003c60", "003c50")));
    assertEquals(Flaw.PROTOCOL, flaw("11223344" + "00000004" + "45000000"), "too short");
    assertEquals(Flaw.TOO_LONG, flaw(LEGACY.replace("00000028", "10000028")));
    assertEquals(Flaw.TOO_LONG, flaw(LEGACY.replace("00000028", "ff000028")));
  }
}
