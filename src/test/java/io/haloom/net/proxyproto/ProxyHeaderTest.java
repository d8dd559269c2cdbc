package io.haloom.net.proxyproto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {
  private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 56324);
  private static final InetSocketAddress FRONT = new InetSocketAddress("198.51.100.7", 443);

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String hex(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Of a client without TLS it is said that it has none. */
  @Test
  void aClientWithoutTlsHasNone() {
    TlsFields tls = new TlsFields(null, java.util.EnumSet.of(TlsFields.Field.SSL));
    byte[] id = {7};
    ByteBuffer sent =
        ProxyHeaderWriter.version2(
            CLIENT, FRONT, false, new ProxyHeaderWriter.Fields(id, new byte[] {'a'}, tls));
    byte[] end = new byte[12];
    sent.get(sent.limit() - end.length, end);
    assertEquals("05000107" + "200005" + "0000000000", java.util.HexFormat.of().formatHex(end));
  }

  @Test
  void versionOneIsReadAndWhatFollowsStays() throws Exception {
    ByteBuffer in = ascii("PROXY TCP4 192.0.2.1 198.51.100.7 56324 443\r\nGET /");
    ProxyHeader header = ProxyHeaderReader.parse(in);
    assertEquals(CLIENT, header.source());
    assertEquals(FRONT, header.destination());
    assertEquals("GET /", StandardCharsets.US_ASCII.decode(in).toString());
  }

  @Test
  void versionOneUnknownKeepsTheConnectionsAddresses() throws Exception {
    assertTrue(ProxyHeaderReader.parse(ascii("PROXY UNKNOWN anything goes\r\n")).local());
  }

  @Test
  void everyPrefixOfAHeaderAsksForMore() throws Exception {
    byte[] one = "PROXY TCP6 2001:db8::1 ::1 1 65535\r\n".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer two = ProxyHeaderWriter.version2(CLIENT, FRONT, "id".getBytes(), true);
    byte[] second = new byte[two.remaining()];
    two.get(second);
    for (byte[] whole : new byte[][] {one, second}) {
      for (int length = 0; length < whole.length; length++) {
        ByteBuffer part = ByteBuffer.allocate(1024).put(whole, 0, length).flip();
        assertNull(ProxyHeaderReader.parse(part), "at " + length);
        assertEquals(0, part.position());
      }
      assertEquals(
          1, ProxyHeaderReader.parse(ByteBuffer.wrap(whole)).source().getPort() % 56323, "whole");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY TCP4 1.2.3 5.6.7.8 1 2\r\n",
        "PROXY TCP4 1.2.3.4 5.6.7.8 1\r\n",
        "PROXY TCP4 1.2.3.4 5.6.7.8 1 65536\r\n",
        "PROXY TCP4 1.2.3.4 5.6.7.8 -1 2\r\n",
        "PROXY TCP4 ::1 ::1 1 2\r\n",
        "PROXY TCP6 example.org ::1 1 2\r\n",
        "PROXY TCP4  1.2.3.4 5.6.7.8 1 2\r\n",
        "PROXY TCP9 1.2.3.4 5.6.7.8 1 2\r\n",
        "PROXY TCP4 1.2.3.4 5.6.7.8 1 2\n",
      })
  void malformedVersionOneIsRefused(String text) {
    var bad =
        assertThrows(ProxyHeaderReader.BadHeader.class, () -> ProxyHeaderReader.parse(ascii(text)));
    assertNotEquals(ProxyHeaderReader.Flaw.NOT_A_HEADER, bad.flaw());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET / HTTP/1.1\r\n", "PRI * HTTP/2.0", "\r\n\r\nX", "\0\0\0\0", "PROXYX"})
  void whatIsNoHeaderIsToldFromAFlawedOne(String text) {
    var bad =
        assertThrows(ProxyHeaderReader.BadHeader.class, () -> ProxyHeaderReader.parse(ascii(text)));
    assertEquals(ProxyHeaderReader.Flaw.NOT_A_HEADER, bad.flaw());
  }

  @Test
  void anEndlessLineIsRefusedAtItsLimit() {
    ByteBuffer in = ascii("PROXY UNKNOWN " + "a".repeat(107));
    assertThrows(ProxyHeaderReader.BadHeader.class, () -> ProxyHeaderReader.parse(in));
  }

  @Test
  void versionTwoHasTheSpecifiedBytes() {
    assertEquals(
        "0d0a0d0a000d0a515549540a" + "2111000c" + "c0000201" + "c6336407" + "dc04" + "01bb",
        hex(ProxyHeaderWriter.version2(CLIENT, FRONT, null, false)));
    assertEquals(
        "0d0a0d0a000d0a515549540a" + "20000000",
        hex(ProxyHeaderWriter.version2(null, null, null, false)));
  }

  @Test
  void versionTwoCarriesItsTlvsAndChecksItsSum() throws Exception {
    byte[] id = "a-unique-id".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer sent = ProxyHeaderWriter.version2(CLIENT, FRONT, id, true);
    ProxyHeader header = ProxyHeaderReader.parse(sent.duplicate());
    assertArrayEquals(id, header.tlvs().get(ProxyHeader.TLV_UNIQUE_ID));
    sent.put(20, (byte) 1);
    assertThrows(ProxyHeaderReader.BadHeader.class, () -> ProxyHeaderReader.parse(sent));
  }

  @Test
  void mixedFamiliesAreWrittenAsIpv6() {
    InetSocketAddress six = new InetSocketAddress("2001:db8::5", 80);
    assertEquals(
        "PROXY TCP6 ::ffff:192.0.2.1 2001:db8::5 56324 80\r\n",
        StandardCharsets.US_ASCII.decode(ProxyHeaderWriter.version1(CLIENT, six)).toString());
  }

  @Test
  void aLyingTlvLengthIsRefused() {
    ByteBuffer sent = ProxyHeaderWriter.version2(CLIENT, FRONT, new byte[] {1, 2, 3}, false);
    sent.putShort(29, (short) 200);
    assertThrows(ProxyHeaderReader.BadHeader.class, () -> ProxyHeaderReader.parse(sent));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2000" + "0006", "2011" + "0012", "2021" + "002a", "2031" + "00de"})
  void aLocalHeaderHasItsTlvsToo(String command) throws Exception {
    int length = Integer.parseInt(command.substring(4), 16);
    String text =
        "0d0a0d0a000d0a515549540a" + command + "00".repeat(length - 6) + "050003" + "616263";
    ProxyHeader header = ProxyHeaderReader.parse(ByteBuffer.wrap(HexFormat.of().parseHex(text)));
    assertTrue(header.local());
    assertArrayEquals(
        "abc".getBytes(StandardCharsets.US_ASCII), header.tlvs().get(ProxyHeader.TLV_UNIQUE_ID));
  }
}
