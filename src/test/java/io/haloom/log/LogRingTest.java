package io.haloom.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogRingTest {
  private final LogRing ring = new LogRing("r", "a ring", 10, 25);

  private void append(String text) {
    ring.append(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static List<String> texts(List<byte[]> lines) {
    return lines.stream().map(l -> new String(l, StandardCharsets.ISO_8859_1)).toList();
  }

  @Test
  void theOldestMakeRoom() {
    append("0123456789abc");
    append("second");
    append("third");
    assertEquals(List.of("0123456789", "second", "third"), texts(ring.lines()));
    append("fourth");
    assertEquals(List.of("second", "third", "fourth"), texts(ring.lines()));
  }

  @Test
  void readersGoTheirOwnPace() throws Exception {
    append("first");
    LogRing.Reader all = ring.reader(false);
    LogRing.Reader fresh = ring.reader(true);
    assertEquals(List.of("first"), texts(all.read(0)));
    assertEquals(List.of(), texts(fresh.read(0)));
    append("0123456789");
    append("0123456789");
    append("abcdefghij");
    assertEquals(List.of("0123456789", "abcdefghij"), texts(all.read(0)));
    assertEquals(List.of("0123456789", "abcdefghij"), texts(fresh.read(0)));
  }

  @Test
  void readersWaitForLines() throws Exception {
    LogRing.Reader reader = ring.reader(true);
    Thread writer = Thread.ofVirtual().start(() -> append("late"));
    assertEquals(List.of("late"), texts(reader.read(20_000)));
    writer.join();
  }
}
