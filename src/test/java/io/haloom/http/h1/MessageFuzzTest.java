package io.haloom.http.h1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.http.HttpLimits;
import io.haloom.http.MessageBuffers;
import io.haloom.http.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Messages made of valid ones by a seeded generator: no exception but the reader's own escapes, a
 * message means the same however its bytes come, and one that passes is sent on as a message that
 * cannot be read in two ways. {@code -Dhaloom.fuzz=N} tries N messages of each kind, {@code
 * -Dhaloom.fuzz.seed=N} others.
 */
@Timeout(3600)
class MessageFuzzTest {
  private static final int INPUTS = Integer.getInteger("haloom.fuzz", 5_000);
  private static final long SEED = Long.getLong("haloom.fuzz.seed", 20_260_607);
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");

  /** HAProxy drops the last of two ports and leaves one that would be dropped, too. */
  private static final Pattern TWO_PORTS =
      Pattern.compile("(?i)^\\S+ (http://[^/ ]*:(80)?|https://[^/ ]*:(443)?)[/ ]");

  private final Random random = new Random(SEED);

  @Test
  void requests() {
    fuzz("requests.txt", false);
  }

  @Test
  void responses() {
    fuzz("responses.txt", false);
  }

  @Test
  void requestsWhereInvalidOnesAreAccepted() {
    fuzz("requests.txt", true);
  }

  @Test
  void responsesWhereInvalidOnesAreAccepted() {
    fuzz("responses.txt", true);
  }

  private void fuzz(String seeds, boolean relaxed) {
    MessageBuffers buffers = new MessageBuffers(new HttpLimits(4096, 1024, 101, relaxed));
    MessageMutator mutator = new MessageMutator(random, seeds);
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = mutator.next();
      Method asked = seeds.startsWith("requests") ? null : method();
      Supplier<String> message = () -> asked + " " + HexFormat.of().formatHex(input);
      MessageReading whole = new MessageReading(buffers, asked);
      whole.read(input, () -> Integer.MAX_VALUE, false);
      String meaning = whole.toString();
      int piece = 1 + random.nextInt(8);
      String inPieces =
          new MessageReading(buffers, asked)
              .read(input, () -> 1 + random.nextInt(piece), false)
              .toString();
      assertEquals(meaning, inPieces, message);
      String inBytes = new MessageReading(buffers, asked).read(input, () -> 1, false).toString();
      assertEquals(meaning, inBytes, message);
      assertSentOn(buffers, asked, input, whole, relaxed);
    }
  }

  private Method method() {
    return List.of(Method.GET, Method.GET, Method.HEAD, Method.CONNECT).get(random.nextInt(4));
  }

  /** What is sent on says the same, ends at the same place, and is sent on as it is. */
  private void assertSentOn(
      MessageBuffers buffers, Method asked, byte[] input, MessageReading whole, boolean relaxed) {
    MessageReading sender = new MessageReading(buffers, asked);
    sender.read(input, () -> 1 + random.nextInt(input.length + 1), true);
    Supplier<String> message = () -> asked + " " + HexFormat.of().formatHex(input);
    assertEquals(whole.end, sender.end, message);
    assertEquals(whole.messages.size(), sender.forwarded.size(), message);
    for (int i = 0; i < sender.forwarded.size(); i++) {
      byte[] sent = sender.forwarded.get(i);
      if (TWO_PORTS.matcher(whole.messages.get(i)).find()) {
        continue;
      }
      MessageReading again = new MessageReading(buffers, asked);
      again.read(sent, () -> Integer.MAX_VALUE, false);
      assertEquals(List.of(whole.messages.get(i)), again.messages, message);
      assertTrue(again.end.equals("end") || again.end.equals("last"), message);
      MessageReading second = new MessageReading(buffers, asked);
      second.read(sent, () -> Integer.MAX_VALUE, true);
      assertArrayEquals(head(sent), head(second.forwarded.get(0)), message);
      if (!relaxed) {
        assertUnambiguous(new String(head(sent), StandardCharsets.ISO_8859_1), asked, message);
      }
    }
  }

  private static byte[] head(byte[] message) {
    String text = new String(message, StandardCharsets.ISO_8859_1);
    return Arrays.copyOf(message, text.indexOf("\r\n\r\n") + 4);
  }

  /** As a reader sees it that knows nothing but lines. */
  private static void assertUnambiguous(String head, Method asked, Supplier<String> message) {
    assertTrue(head.replace("\r\n", "").chars().noneMatch(c -> c == '\r' || c == '\n'), message);
    assertTrue(head.indexOf('\0') < 0, message);
    int lengths = 0;
    int codings = 0;
    String[] lines = head.split("\r\n");
    for (String line : Arrays.copyOfRange(lines, 1, lines.length)) {
      int colon = line.indexOf(':');
      assertTrue(colon > 0 && NAME.matcher(line.substring(0, colon)).matches(), message);
      String value = line.substring(colon + 1).strip();
      switch (line.substring(0, colon)) {
        case "content-length" -> {
          lengths++;
          assertTrue(value.matches("[0-9]+"), message);
        }
        case "transfer-encoding" -> {
          codings++;
          String coding = value.toLowerCase(Locale.ROOT).replaceAll("[ \t]*,[ \t]*$", "");
          assertTrue(coding.isEmpty() || coding.equals("chunked"), message);
        }
        default -> {}
      }
    }
    assertTrue(lengths <= 1 && (lengths == 0 || codings == 0), message);
  }
}
