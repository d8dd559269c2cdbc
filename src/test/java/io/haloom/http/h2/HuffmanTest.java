package io.haloom.http.h2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuffmanTest {
  private static byte[] encode(byte[] plain) {
    ByteBuffer code = ByteBuffer.allocate(Huffman.encodedLength(plain, 0, plain.length));
    Huffman.encode(plain, 0, plain.length, code);
    assertEquals(0, code.remaining());
    return code.array();
  }

  private static byte[] decode(byte[] code) throws HpackException {
    byte[] plain = new byte[Huffman.decodedLength(code.length)];
    return Arrays.copyOf(plain, Huffman.decode(code, 0, code.length, plain, 0));
  }

  /** Some of each length's first and last codes; the padding is ones. */
  @ParameterizedTest
  @CsvSource({
    "0, ffc7",
    "1, ffffb1",
    "10, fffffff3",
    "22, fffffffb",
    "32, 53",
    "48, 07",
    "65, 87",
    "92, fffe1f",
    "116, 4f",
    "122, f7",
    "249, ffffffef",
    "255, fffffbbf"
  })
  void codesAreThoseOfTheAppendix(int symbol, String code) {
    byte[] coded = encode(new byte[] {(byte) symbol});
    assertEquals(code, HexFormat.of().formatHex(coded));
  }

  @Test
  void eachSymbolAloneAndBesideEachOther() throws Exception {
    for (int a = 0; a < 256; a++) {
      assertArrayEquals(new byte[] {(byte) a}, decode(encode(new byte[] {(byte) a})));
      for (int b = 0; b < 256; b++) {
        byte[] pair = {(byte) a, (byte) b};
        assertArrayEquals(pair, decode(encode(pair)));
      }
    }
  }

  @Test
  void anyBytes() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      byte[] plain = new byte[random.nextInt(80)];
      random.nextBytes(plain);
      assertArrayEquals(plain, decode(encode(plain)));
    }
  }

  /** Whatever lies behind the string in its array. */
  @Test
  void onlyTheStringCounts() throws Exception {
    byte[] plain = Fields.bytes("/some/path?with=parameters");
    byte[] code = encode(plain);
    for (int behind = 0; behind < 12; behind++) {
      byte[] array = new byte[3 + code.length + behind];
      Arrays.fill(array, (byte) (behind * 23));
      System.arraycopy(code, 0, array, 3, code.length);
      byte[] into = new byte[Huffman.decodedLength(code.length)];
      int end = Huffman.decode(array, 3, 3 + code.length, into, 0);
      assertArrayEquals(plain, Arrays.copyOf(into, end));
    }
  }

  @Test
  void nothingIsNothing() throws Exception {
    assertArrayEquals(new byte[0], decode(new byte[0]));
  }

  /**
   * Eight bits of padding and more, behind nothing, a zero and a word; zeros; a code that is cut
   * off; the end of a string, with and without what may follow.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ff",
        "ffff",
        "ffffff",
        "07ff",
        "f1e3c2e5f23a6ba0ab90f4ffff",
        "00",
        "18",
        "f1e3c2e5f23a6ba0ab90f4fe",
        "1ffe",
        "fffffe",
        "ffffffff",
        "fffffffc",
        "fffffffcff",
        "07fffffffc"
      })
  void whatIsNoString(String code) {
    byte[] bytes = Fields.hex(code);
    assertThrows(HpackException.class, () -> decode(bytes));
  }
}
