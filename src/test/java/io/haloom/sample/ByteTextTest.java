package io.haloom.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that formats render into, and the numbers in them. */
final class ByteTextTest {

  @ParameterizedTest
  @ValueSource(
      longs = {0, 7, 10, 99, 100, -1, -10, 1_000_000, Long.MAX_VALUE, Long.MIN_VALUE, 4294967295L})
  void numbersAreWrittenAsJavaWritesThem(long number) {
    assertEquals("n=" + number, new ByteText(2).append("n=").append(number).toString());
  }

  @Test
  void paddedNumbersHaveLeadingZeros() {
    ByteText text = new ByteText();
    text.appendPadded(0, 3).append(' ').appendPadded(42, 3).append(' ').appendPadded(123456, 6);
    assertEquals("000 042 123456", text.toString());
  }

  @Test
  void growsAndKeepsWhatWasWritten() {
    ByteText text = new ByteText(1);
    text.append('a').append("bc").append(new byte[] {0, 'd', 'e', 0}, 1, 2);
    assertEquals("abcde", text.toString());
    assertEquals(5, text.length());
    text.shorten(2);
    assertEquals("ab", text.toString());
    assertEquals(0, text.clear().length());
  }

  @Test
  void aCharacterIsAByte() {
    ByteText text = new ByteText().append("\u00e9").append('\u00ff');
    assertArrayEquals(new byte[] {(byte) 0xe9, (byte) 0xff}, text.toBytes());
    assertEquals('\u00e9', text.charAt(0));
  }

  @Test
  void addressesAreWrittenWithDots() {
    Sample sample = new Sample();
    sample.setIpv4(0xFF00_0A01);
    sample.cast(SampleType.STR);
    assertEquals("255.0.10.1", sample.latin1());
  }

  @Test
  void aClearedSampleIsAsNew() {
    Sample sample = new Sample();
    sample.wantEvery();
    sample.setString("text");
    sample.continueAt(3);
    sample.mayChange(true);
    sample.clear();
    assertEquals(SampleType.ANY, sample.type());
    assertEquals(0, sample.length());
    assertEquals(0, sample.cursor());
    assertEquals(false, sample.wantsEvery() || sample.more() || sample.mayChange());
  }
}
