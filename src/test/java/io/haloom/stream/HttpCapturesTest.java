package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What a capture keeps of a value. */
class HttpCapturesTest {
  @Test
  void aCaptureEndsAtItsLengthOrANul() {
    assertEquals("abc", HttpCaptures.cut("abc", 3));
    assertEquals("ab", HttpCaptures.cut("abc", 2));
    assertEquals("a", HttpCaptures.cut("a\0bc", 3));
    assertEquals("", HttpCaptures.cut("\0", 3));
  }
}
