package io.haloom.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Messages made of valid ones by a seeded generator: no exception but the parser's own escapes, and
 * a message means the same however its bytes come. {@code -Dhaloom.fuzz=N} runs N inputs.
 */
class HeadParserFuzzTest {
  private static final int INPUTS = Integer.getInteger("haloom.fuzz", 20_000);
  private static final long SEED = 20_260_607;

  private final RequestHead request = new RequestHead();
  private final ResponseHead response = new ResponseHead();

  @Test
  void requests() {
    RequestParser parser = new RequestParser(HttpLimits.DEFAULT, request);
    List<Samples.Sample> seeds = Samples.of("requests.txt");
    Random random = new Random(SEED);
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = mutate(random, seeds);
      String whole = verdict(parser, input, new Random(0), input.length);
      String pieces = verdict(parser, input, random, 1 + random.nextInt(8));
      assertEquals(whole, pieces, () -> "input " + java.util.HexFormat.of().formatHex(input));
    }
  }

  @Test
  void responses() {
    ResponseParser parser = new ResponseParser(HttpLimits.DEFAULT, response);
    List<Samples.Sample> seeds = Samples.of("responses.txt");
    Random random = new Random(SEED);
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = mutate(random, seeds);
      String whole = verdict(parser, input, new Random(0), input.length);
      String pieces = verdict(parser, input, random, 1 + random.nextInt(8));
      assertEquals(whole, pieces, () -> "input " + java.util.HexFormat.of().formatHex(input));
    }
  }

  private String verdict(HeadParser parser, byte[] input, Random random, int piece) {
    ByteBuffer bytes = ByteBuffer.wrap(input.clone());
    MessageHead head = begin(parser, bytes);
    int at = 0;
    try {
      while (at < input.length) {
        at = Math.min(input.length, at + 1 + random.nextInt(piece));
        if (parser.parse(at)) {
          return describe(head) + " next " + parser.next();
        }
      }
      return "incomplete " + parser.state;
    } catch (BadMessageException e) {
      return e.getMessage() + " " + e.status();
    }
  }

  private MessageHead begin(HeadParser parser, ByteBuffer bytes) {
    if (parser instanceof RequestParser requests) {
      requests.begin(bytes, 0);
      return request;
    }
    ((ResponseParser) parser).begin(bytes, 0, Method.GET);
    return response;
  }

  private static String describe(MessageHead head) {
    StringBuilder text = new StringBuilder();
    if (head instanceof RequestHead r) {
      text.append(r.methodName()).append(' ').append(r.target()).append(' ').append(r.pathOffset());
    } else if (head instanceof ResponseHead r) {
      text.append(r.status()).append(' ').append(r.reason());
    }
    text.append(' ').append(head.version()).append(' ').append(head.framing());
    text.append(' ').append(head.contentLength()).append(' ').append(head.isPersistent());
    text.append(' ').append(head.length());
    for (int field = 0; field < head.headers().count(); field++) {
      text.append('\n').append(head.headers().name(field));
      text.append(": ").append(head.headers().value(field));
    }
    return text.toString();
  }

  private static byte[] mutate(Random random, List<Samples.Sample> seeds) {
    byte[] seed = seeds.get(random.nextInt(seeds.size())).bytes();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int edits = random.nextInt(4);
    int from = 0;
    for (int i = 0; i < edits && from < seed.length; i++) {
      int at = from + random.nextInt(seed.length - from);
      out.write(seed, from, at - from);
      from = at;
      switch (random.nextInt(4)) {
        case 0 -> out.write(random.nextInt(256));
        case 1 -> out.write(" \t\r\n:,;\0#/".charAt(random.nextInt(10)));
        case 2 -> from = Math.min(seed.length, at + 1 + random.nextInt(3));
        default -> {
          byte[] other = seeds.get(random.nextInt(seeds.size())).bytes();
          int begin = random.nextInt(other.length);
          out.write(other, begin, random.nextInt(Math.min(40, other.length - begin)));
        }
      }
    }
    out.write(seed, from, seed.length - from);
    return out.toByteArray();
  }
}
