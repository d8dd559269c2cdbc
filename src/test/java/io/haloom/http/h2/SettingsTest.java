package io.haloom.http.h2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private final Settings settings = new Settings();

  private void read(String hex, boolean fromServer) throws H2Exception {
    byte[] bytes = Fields.hex(hex);
    settings.read(ByteBuffer.wrap(bytes), 0, bytes.length, fromServer);
  }

  @Test
  void whatHoldsBeforeAnyAreTold() {
    assertEquals(4096, settings.headerTableSize());
    assertEquals(true, settings.isPushEnabled());
    assertEquals(Integer.MAX_VALUE, settings.maxConcurrentStreams());
    assertEquals(65535, settings.initialWindowSize());
    assertEquals(16384, settings.maxFrameSize());
    assertEquals(Integer.MAX_VALUE, settings.maxHeaderListSize());
    assertEquals(false, settings.isConnectProtocolEnabled());
  }

  @Test
  void allOfThem() throws Exception {
    read(
        "000100000000"
            + "000200000000"
            + "000300000064"
            + "00047fffffff"
            + "000500ffffff"
            + "0006ffffffff"
            + "000800000001"
            + "000900000001"
            + "ffff00000001"
            + "000700000001"
            + "000000000001",
        false);
    assertEquals(0, settings.headerTableSize());
    assertEquals(false, settings.isPushEnabled());
    assertEquals(100, settings.maxConcurrentStreams());
    assertEquals(Integer.MAX_VALUE, settings.initialWindowSize());
    assertEquals(16777215, settings.maxFrameSize());
    assertEquals(Integer.MAX_VALUE, settings.maxHeaderListSize());
    assertEquals(true, settings.isConnectProtocolEnabled());
  }

  @Test
  void theLastOfSeveralCounts() throws Exception {
    read("000400000001" + "000400000002", false);
    assertEquals(2, settings.initialWindowSize());
  }

  @ParameterizedTest
  @CsvSource({
    "000200000002, false, PROTOCOL_ERROR",
    "000200000001, true, PROTOCOL_ERROR",
    "0002ffffffff, false, PROTOCOL_ERROR",
    "000480000000, false, FLOW_CONTROL_ERROR",
    "0004ffffffff, true, FLOW_CONTROL_ERROR",
    "000500003fff, false, PROTOCOL_ERROR",
    "000501000000, false, PROTOCOL_ERROR",
    "000500000000, true, PROTOCOL_ERROR",
    "000800000002, true, PROTOCOL_ERROR",
    "000800000001000800000000, true, PROTOCOL_ERROR",
  })
  void whatMayNotBe(String hex, boolean fromServer, ErrorCode code) {
    H2Exception e = assertThrows(H2Exception.class, () -> read(hex, fromServer));
    assertEquals(code, e.code());
    assertEquals(true, e.isOfConnection());
  }

  @Test
  void whatDiffersFromTheDefaultsIsWritten() {
    ByteBuffer out = ByteBuffer.allocate(Settings.WRITTEN);
    settings.set(Settings.ENABLE_PUSH, 0).set(Settings.MAX_CONCURRENT_STREAMS, 100).write(out);
    assertEquals(
        "00000c040000000000" + "000200000000" + "000300000064",
        HexFormat.of().formatHex(out.array(), 0, out.position()));
    out.clear();
    new Settings().write(out);
    assertEquals("000000040000000000", HexFormat.of().formatHex(out.array(), 0, out.position()));
  }
}
