package io.haloom.net.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of the keys of tickets are known; what they do is compared by bench/diff. */
class TicketKeysTest {
  @BeforeEach
  void needs() {
    Needs.openSsl();
  }

  private static byte[] key(int number) {
    byte[] key = new byte[TicketKeys.SHORT];
    Arrays.fill(key, (byte) number);
    return key;
  }

  private static TicketKeys keys(int... numbers) {
    return new TicketKeys(Arrays.stream(numbers).mapToObj(TicketKeysTest::key).toList());
  }

  private static String text(TicketKeys keys) {
    return keys.all().stream().map(key -> "" + key[0]).collect(Collectors.joining(" "));
  }

  @Test
  void theLastThreeCount() {
    assertEquals("1 2 3", text(keys(1, 2, 3)));
    assertEquals("2 3 4", text(keys(1, 2, 3, 4)));
    assertEquals("3 4 5", text(keys(1, 2, 3, 4, 5)));
  }

  @Test
  void oneThatIsAddedTakesThePlaceOfTheOldest() {
    TicketKeys keys = keys(1, 2, 3);
    assertTrue(keys.add(key(4)));
    assertEquals("2 3 4", text(keys));
    assertTrue(keys.add(key(5)));
    assertEquals("3 4 5", text(keys));
  }

  @Test
  void allHaveOneLength() {
    TicketKeys keys = keys(1, 2, 3);
    assertFalse(keys.add(new byte[TicketKeys.LONG]));
    assertEquals("1 2 3", text(keys));
    assertEquals(
        TicketKeys.LONG,
        new TicketKeys(List.of(new byte[80], new byte[80], new byte[80])).length());
  }
}
