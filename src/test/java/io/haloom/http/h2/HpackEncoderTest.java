package io.haloom.http.h2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HpackEncoderTest {
  private final HpackEncoder encoder = new HpackEncoder(4096);

  private int length(String field) {
    return Fields.encode(encoder, List.of(field)).length;
  }

  @Test
  void fieldsOfTheStaticTableTakeOneByte() {
    assertArrayEquals(
        Fields.hex("82878488"),
        Fields.encode(
            encoder, List.of(":method: GET", ":scheme: https", ":path: /", ":status: 200")));
  }

  @Test
  void fieldsThatComeAgainTakeOneByteFromTheThirdTimeOn() {
    assertTrue(length("server: haloom") > 1);
    assertTrue(length("server: haloom") > 1);
    assertEquals(1, length("server: haloom"));
    assertEquals(List.of("server: haloom"), Fields.table(encoder.table()));
  }

  @Test
  void namesThatAreNotKnownAreKeptAtOnce() {
    assertTrue(length("x-request-id: 1") > 8);
    assertEquals(4, length("x-request-id: 2"));
    assertEquals(1, encoder.table().count());
  }

  @Test
  void namesAreWrittenInLowerCase() throws Exception {
    Fields fields = new Fields(new HpackDecoder(4096, 65536));
    byte[] block = Fields.encode(encoder, List.of("X-Some: Value", "Server: Haloom"));
    assertEquals(List.of("x-some: Value", "server: Haloom"), fields.decode(block));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization: Basic YTpi",
        "Proxy-Authorization: Basic YTpi",
        "set-cookie: SESSION=0123456789012345678901234567890123456789",
        "cookie: id=7",
        "!x-token: secret"
      })
  void secretsAreKeptByNobody(String field) throws Exception {
    Fields fields = new Fields(new HpackDecoder(4096, 65536));
    for (int i = 0; i < 3; i++) {
      byte[] block = Fields.encode(encoder, List.of(field));
      assertEquals(0x10, block[0] & 0xf0);
      assertTrue(fields.decode(block).get(0).startsWith("!"));
    }
    assertEquals(0, encoder.table().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {":path: /secret", "cookie: a=12345678901234567890", "content-length: 1234"})
  void someFieldsStayOutOfTheTable(String field) {
    for (int i = 0; i < 3; i++) {
      assertEquals(0, Fields.encode(encoder, List.of(field))[0] & 0xf0);
    }
    assertEquals(0, encoder.table().count());
  }

  @Test
  void largeFieldsStayOutOfTheTable() {
    length("x-large: " + "v".repeat(3000));
    assertEquals(0, encoder.table().count());
  }

  @Test
  void aPeerWithoutATableIsToldSoOnce() {
    length("x-a: b");
    encoder.tableLimit(0);
    assertArrayEquals(Fields.hex("2082"), Fields.encode(encoder, List.of(":method: GET")));
    assertArrayEquals(Fields.hex("82"), Fields.encode(encoder, List.of(":method: GET")));
    length("x-a: b");
    assertEquals(0, encoder.table().count());
  }

  @Test
  void theSmallestOfSeveralSizesIsTold() {
    encoder.tableLimit(100);
    encoder.tableLimit(1 << 20);
    assertArrayEquals(Fields.hex("3f453fe11f"), Fields.encode(encoder, List.of()));
    encoder.tableLimit(1 << 16);
    assertArrayEquals(new byte[0], Fields.encode(encoder, List.of()));
  }

  @Test
  void anEncodersOwnLimitIsTold() {
    assertArrayEquals(Fields.hex("3fe101"), Fields.encode(new HpackEncoder(256), List.of()));
  }

  @Test
  void whereThereIsNoRoomNothingChanges() {
    byte[] name = Fields.bytes("x-name");
    byte[] value = Fields.bytes("some value");
    byte[] whole = Fields.encode(new HpackEncoder(4096), List.of("x-name: some value"));
    for (int room = 0; room < whole.length; room++) {
      ByteBuffer small = ByteBuffer.allocate(room);
      assertTrue(encoder.begin(small));
      encoder.name(name, 0, name.length);
      assertFalse(encoder.value(value, 0, value.length));
      assertEquals(0, small.position());
      assertEquals(0, encoder.table().count());
    }
    ByteBuffer enough = ByteBuffer.allocate(whole.length);
    encoder.continueIn(enough);
    assertTrue(encoder.value(value, 0, value.length));
    assertArrayEquals(whole, enough.array());
  }

  @Test
  void anUpdateNeedsRoomToo() {
    encoder.tableLimit(0);
    assertFalse(encoder.begin(ByteBuffer.allocate(1)));
    assertTrue(encoder.begin(ByteBuffer.allocate(32)));
  }

  @Test
  void everyFieldOfTheTableIsFound() {
    for (int i = 0; i < 60; i++) {
      length("x-" + i + ": a");
    }
    for (int i = 0; i < 60; i++) {
      assertEquals(1, length("x-" + i + ": a"));
      assertTrue(length("x-" + i + ": " + i) <= 5);
    }
    assertEquals(60, encoder.table().count());
  }

  @Test
  void aConnectionThatIsNewHoldsNothing() {
    assertEquals(0, encoder.table().held());
    for (int i = 0; i < 10_000; i++) {
      length("x-" + i + ": " + i);
    }
    assertTrue(encoder.table().held() <= 4096 + 3 * 4 * 128, () -> "" + encoder.table().held());
    assertTrue(encoder.table().size() <= 4096);
  }
}
