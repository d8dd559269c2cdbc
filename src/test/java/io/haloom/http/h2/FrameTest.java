package io.haloom.http.h2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
  private final FrameHeader header = new FrameHeader();
  private final FramePayload payload = new FramePayload();
  private final ByteBuffer out = ByteBuffer.allocate(256);

  private void parse(String hex) throws H2Exception {
    ByteBuffer bytes = ByteBuffer.wrap(Fields.hex("ffff" + hex));
    header.parse(bytes, 2);
    header.check(16384);
    payload.parse(header, bytes, 2 + FrameHeader.LENGTH);
  }

  private String written() {
    return HexFormat.of().formatHex(out.array(), 0, out.position());
  }

  @Test
  void theReservedBitIsLeftAside() throws Exception {
    parse("000000 00 01 80000001");
    assertEquals(1, header.stream());
    assertEquals(FrameType.DATA, header.type());
    assertEquals(true, header.isEndStream());
  }

  @ParameterizedTest
  @CsvSource({
    // DATA
    "000000 00 00 00000000,       PROTOCOL_ERROR, 0",
    "000000 00 08 00000001,       FRAME_SIZE_ERROR, 1",
    "000001 00 08 00000001 01,    PROTOCOL_ERROR, 0",
    "000002 00 08 00000001 02 00, PROTOCOL_ERROR, 0",
    "004001 00 00 00000001,       FRAME_SIZE_ERROR, 0",
    // HEADERS
    "000001 01 04 00000000 82,           PROTOCOL_ERROR, 0",
    "000000 01 0c 00000001,              FRAME_SIZE_ERROR, 0",
    "000004 01 24 00000001 00000000,     FRAME_SIZE_ERROR, 0",
    "000005 01 2c 00000001 00000000 00,  FRAME_SIZE_ERROR, 0",
    "000002 01 0c 00000001 02 82,        PROTOCOL_ERROR, 0",
    "000007 01 2c 00000001 02 00000000 00 00, PROTOCOL_ERROR, 0",
    "000005 01 24 00000001 00000001 00,  PROTOCOL_ERROR, 0",
    "000005 01 24 00000001 80000001 00,  PROTOCOL_ERROR, 0",
    // PRIORITY
    "000005 02 00 00000000 00000003 00,  PROTOCOL_ERROR, 0",
    "000004 02 00 00000001 00000003,     FRAME_SIZE_ERROR, 1",
    "000006 02 00 00000001 00000003 0000, FRAME_SIZE_ERROR, 1",
    "000005 02 00 00000001 00000001 00,  PROTOCOL_ERROR, 0",
    // RST_STREAM
    "000004 03 00 00000000 00000000,     PROTOCOL_ERROR, 0",
    "000003 03 00 00000001 000000,       FRAME_SIZE_ERROR, 0",
    "000005 03 00 00000001 0000000000,   FRAME_SIZE_ERROR, 0",
    // SETTINGS
    "000000 04 00 00000001,              PROTOCOL_ERROR, 0",
    "000006 04 01 00000000 000300000064, FRAME_SIZE_ERROR, 0",
    "000005 04 00 00000000 0003000000,   FRAME_SIZE_ERROR, 0",
    // PUSH_PROMISE
    "000004 05 04 00000001 00000002,     PROTOCOL_ERROR, 0",
    // PING
    "000008 06 00 00000001 0000000000000000, PROTOCOL_ERROR, 0",
    "000007 06 00 00000000 00000000000000,   FRAME_SIZE_ERROR, 0",
    "000009 06 00 00000000 000000000000000000, FRAME_SIZE_ERROR, 0",
    // GOAWAY
    "000008 07 00 00000001 0000000000000000, PROTOCOL_ERROR, 0",
    "000007 07 00 00000000 00000000000000,   FRAME_SIZE_ERROR, 0",
    // WINDOW_UPDATE
    "000003 08 00 00000000 000001,       FRAME_SIZE_ERROR, 0",
    "000005 08 00 00000001 0000000001,   FRAME_SIZE_ERROR, 0",
    "000004 08 00 00000000 00000000,     PROTOCOL_ERROR, 0",
    "000004 08 00 00000001 00000000,     PROTOCOL_ERROR, 1",
    "000004 08 00 00000001 80000000,     PROTOCOL_ERROR, 1",
    // CONTINUATION and others
    "000001 09 04 00000000 82,           PROTOCOL_ERROR, 0",
    "004001 09 00 00000001,              FRAME_SIZE_ERROR, 0",
    "004001 42 00 00000001,              FRAME_SIZE_ERROR, 0",
  })
  void whatIsNoFrame(String frame, ErrorCode code, int stream) {
    H2Exception e = assertThrows(H2Exception.class, () -> parse(frame));
    assertEquals(code, e.code(), e.getMessage());
    assertEquals(stream, e.stream(), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "000004 00 08 00000001 02 61 0000,                1, 2, 2",
    "000001 00 08 00000001 00,                        1, 1, 0",
    "000003 00 00 00000001 616263,                    0, 3, 0",
    "000000 01 00 00000001,                           0, 0, 0",
    "000007 01 2c 00000001 01 80000003 10 00,         6, 6, 1",
    "000006 01 24 00000001 80000003 10 82,            5, 6, 0",
    "000001 09 2c 00000001 82,                        0, 1, 0",
    "00000a 07 00 00000000 00000005 00000001 6162,    8, 10, 0",
    "000003 42 ff 00000001 000000,                    0, 3, 0",
  })
  void whatFramesCarry(String frame, int from, int to, int padding) throws Exception {
    parse(frame);
    int start = 2 + FrameHeader.LENGTH;
    assertEquals(start + from, payload.from());
    assertEquals(start + to, payload.to());
    assertEquals(padding, payload.padding());
    boolean goAway = header.type() == FrameType.GOAWAY;
    assertEquals(goAway ? 8 : from, FramePayload.needed(header));
  }

  @Test
  void everyWrittenFrameIsRead() throws Exception {
    FrameWriter.reset(out, 3, ErrorCode.CANCEL);
    parse(written());
    assertEquals(8, payload.errorCode());
    out.clear();
    FrameWriter.windowUpdate(out, 3, 70_000);
    parse(written());
    assertEquals(70_000, payload.increment());
    out.clear();
    FrameWriter.ping(out, 0x0102030405060708L, true);
    parse(written());
    assertEquals(0x0102030405060708L, payload.opaque());
    assertEquals(true, header.has(FrameHeader.ACK));
    out.clear();
    FrameWriter.goAway(out, 5, ErrorCode.ENHANCE_YOUR_CALM, Fields.bytes("why"));
    parse(written());
    assertEquals(5, payload.lastStream());
    assertEquals(ErrorCode.ENHANCE_YOUR_CALM, ErrorCode.of(payload.errorCode()));
    assertEquals(3, payload.to() - payload.from());
    out.clear();
    FrameWriter.priority(out, 5, 3, 256);
    assertEquals("000005020000000005" + "00000003ff", written());
    parse(written());
    out.clear();
    FrameWriter.settingsAck(out);
    assertEquals("000000040100000000", written());
    parse(written());
  }

  @Test
  void aBlockThatIsTooLongForAFrameIsContinued() {
    ByteBuffer block = ByteBuffer.wrap(new byte[10]);
    FrameWriter.headers(out, 3, FrameHeader.END_STREAM, block, 4);
    assertEquals(FrameWriter.headersLength(10, 4), out.position());
    assertEquals(
        "000004010100000003"
            + "00000000"
            + "000004090000000003"
            + "00000000"
            + "000002090400000003"
            + "0000",
        written());
    out.clear();
    FrameWriter.headers(out, 3, 0, ByteBuffer.wrap(new byte[4]), 4);
    assertEquals("000004010400000003" + "00000000", written());
    out.clear();
    FrameWriter.headers(out, 3, 0, ByteBuffer.wrap(new byte[0]), 4);
    assertEquals("000000010400000003", written());
    assertEquals(FrameWriter.headersLength(0, 4), out.position());
  }

  @Test
  void aFrameMayBeClosedAfterItsPayload() {
    int start = out.position();
    out.position(start + FrameHeader.LENGTH).putShort((short) 0x8286);
    FrameWriter.close(out, start, FrameType.HEADERS, FrameHeader.END_HEADERS, 7);
    assertEquals("000002010400000007" + "8286", written());
  }

  @Test
  void codesAreThoseOfTheRfc() {
    assertEquals(9, ErrorCode.COMPRESSION_ERROR.code());
    assertEquals(0xd, ErrorCode.HTTP_1_1_REQUIRED.code());
    assertEquals(ErrorCode.INTERNAL_ERROR, ErrorCode.of(-1));
    assertEquals(ErrorCode.INTERNAL_ERROR, ErrorCode.of(0xe));
    assertEquals(9, FrameType.CONTINUATION.code());
    assertArrayEquals(
        Fields.bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), Arrays.copyOf(FrameWriter.preface(), 24));
  }
}
