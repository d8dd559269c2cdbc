package io.haloom.http.h2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldHashTest {
  @Test
  void onlyLettersGetSmall() {
    byte[] all = new byte[256];
    byte[] expected = new byte[256];
    for (int c = 0; c < 256; c++) {
      all[c] = (byte) c;
      expected[c] = (byte) (c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    for (int length : new int[] {0, 1, 7, 8, 9, 255, 256}) {
      byte[] lower = new byte[256];
      FieldHash.copyLower(all, 256 - length, 256, lower);
      assertArrayEquals(
          Arrays.copyOfRange(expected, 256 - length, 256), Arrays.copyOf(lower, length));
    }
    byte[] lower = new byte[256];
    FieldHash.copyLower(all, 0, 256, lower);
    assertArrayEquals(expected, lower);
  }

  @Test
  void equalBytesHaveEqualHashesWhereverTheyAre() {
    byte[] text = Fields.bytes("xxsome-name-of-a-fieldsome-name-of-a-field");
    assertEquals(FieldHash.of(text, 2, 22), FieldHash.of(text, 22, 42));
  }

  @Test
  void similarFieldsHaveOtherHashes() {
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      byte[] value = Fields.bytes("value " + i);
      hashes.add(FieldHash.of(7, value, 0, value.length));
      hashes.add(FieldHash.of(8, value, 0, value.length));
    }
    assertTrue(hashes.size() > 19_990, () -> "" + hashes.size());
  }
}
