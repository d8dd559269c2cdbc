package io.haloom.http.h2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HpackDecoderTest {
  private static final String CUSTOM = "400a637573746f6d2d6b65790c637573746f6d2d76616c7565";

  private final HpackDecoder decoder = new HpackDecoder(4096, 65536);
  private final Fields fields = new Fields(decoder);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "80 | no field of that number",
        "be | no field of that number",
        "ff00 | no field of that number",
        "7e00 | no field of that number",
        "0f30 | no field of that number",
        "ff | a number without an end",
        "ffff | a number without an end",
        "ffffffffffff | a number without an end",
        "ff80808080808001 | a number without an end",
        "ff8080808010 | too large a number",
        "41 | a string is missing",
        "40 | a string is missing",
        "4001 | a string is cut off",
        "400161 | a string is missing",
        "4001610262 | a string is cut off",
        "400161ff80 | a number without an end",
        "0481ff | bad padding",
        "0484ffffffff | end-of-string symbol",
        "3fe21f | table size update above the limit",
        "3fffffff0f | table size update above the limit",
        "8220 | table size update behind a field",
        "2082203f | table size update behind a field",
      })
  void whatIsNoBlock(String block, String reason) {
    HpackException e = assertThrows(HpackException.class, () -> fields.decode(block));
    assertTrue(e.getMessage().startsWith(reason), e::getMessage);
    assertEquals(ErrorCode.COMPRESSION_ERROR, e.code());
    assertTrue(e.isOfConnection());
  }

  @Test
  void fieldsAreEvictedAsTheTableShrinks() throws Exception {
    fields.decode(CUSTOM);
    fields.decode("20");
    assertEquals(0, decoder.tableSize());
    assertThrows(HpackException.class, () -> fields.decode("be"));
  }

  @Test
  void aBlockMayBeginWithTwoUpdates() throws Exception {
    fields.decode(CUSTOM);
    assertEquals(List.of(":method: GET"), fields.decode("203fe11f82"));
    assertEquals(4096, decoder.tableMaxSize());
    assertEquals(0, decoder.tableSize());
  }

  @Test
  void anEntryLargerThanTheTableEmptiesIt() throws Exception {
    fields.decode(CUSTOM);
    assertEquals(List.of("a: b"), fields.decode("3f02" + "400161" + "0162"));
    assertEquals(0, decoder.table().count());
  }

  @Test
  void aNameOfAnEntryThatIsEvictedByItsOwnField() throws Exception {
    fields.decode("3f21" + "400a637573746f6d2d6b65790c637573746f6d2d76616c7565");
    assertEquals(List.of("custom-key: x"), fields.decode("7e0178"));
    assertEquals(List.of("custom-key: x"), fields.decode("be"));
    assertEquals(1, decoder.table().count());
  }

  @Test
  void aSmallerLimitHasToBeTaken() throws Exception {
    decoder.tableLimit(100);
    assertThrows(HpackException.class, () -> fields.decode("82"));
    assertThrows(HpackException.class, () -> fields.decode("3f4682"));
    assertEquals(List.of(":method: GET"), fields.decode("3f4582"));
    assertEquals(List.of(":method: GET"), fields.decode("82"));
  }

  @Test
  void aLargerLimitMayBeTaken() throws Exception {
    decoder.tableLimit(8192);
    fields.decode("82");
    fields.decode("3fe13f82");
    assertEquals(8192, decoder.tableMaxSize());
  }

  @Test
  void fieldsAreCountedWithTheirOverhead() throws Exception {
    decoder.listLimit(42 + 54);
    assertEquals(List.of(":method: GET", "custom-key: custom-value"), fields.decode("82" + CUSTOM));
    decoder.listLimit(42 + 53);
    assertEquals(List.of(":method: GET", "too much"), fields.decode("82be82"));
  }

  @Test
  void theTableKeepsWhatIsTooMuch() throws Exception {
    decoder.listLimit(10);
    assertEquals(List.of("too much"), fields.decode(CUSTOM + "be"));
    decoder.listLimit(1000);
    assertEquals(List.of("custom-key: custom-value"), fields.decode("be"));
  }

  @Test
  void whatIsTooMuchTakesNoMemory() throws Exception {
    HpackDecoder limited = new HpackDecoder(4096, 8000);
    FieldBytes bytes = new FieldBytes();
    int[] count = {0};
    FieldSink sink = (from, middle, to, never) -> count[0]++;
    // A field of one and 3335 bytes, and then 10,000 times the same.
    byte[] entry = Arrays.copyOf(Fields.hex("4001617f8819"), 6 + 3335);
    limited.decode(entry, 0, entry.length, bytes, sink);
    byte[] block = new byte[10_000];
    Arrays.fill(block, (byte) 0xbe);
    assertFalse(limited.decode(block, 0, block.length, bytes, sink));
    assertEquals(1 + 2, count[0]);
    assertTrue(bytes.array().length < 16384);
  }

  @Test
  void namesAndValuesMayBeEmpty() throws Exception {
    assertEquals(List.of(": "), fields.decode("000000"));
    assertEquals(List.of(": "), fields.decode("400000"));
    assertEquals(32, decoder.tableSize());
  }

  @Test
  void fieldsStayInOrderAcrossTheRingsEnd() throws Exception {
    HpackEncoder encoder = new HpackEncoder(4096);
    for (int i = 0; i < 500; i++) {
      List<String> sent = List.of("x-" + i + ": " + "v".repeat(i % 700), "x-" + (i - 3) + ": y");
      assertEquals(sent, fields.decode(Fields.encode(encoder, sent)));
      assertEquals(Fields.table(encoder.table()), Fields.table(decoder.table()));
      assertEquals(encoder.table().size(), decoder.tableSize());
    }
  }
}
