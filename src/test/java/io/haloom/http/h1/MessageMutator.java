package io.haloom.http.h1;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes messages of valid ones, a few of whose bytes, fields and chunks are not as they were. */
public final class MessageMutator {
  private static final String[] FIELDS = {
    "Content-Length: 3",
    "Content-Length: 4",
    "Content-Length: 3, 3",
    "Content-Length: 3,4",
    "Content-Length: +3",
    "Content-Length:",
    "Content-Length: 99999999999999999999",
    "Content-Length : 3",
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: xchunked",
    "Transfer-Encoding:\tchunked",
    "Transfer-Encoding: chunked, identity",
    "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: chunked,",
    "Transfer-Encoding:",
    "Transfer-Encoding : chunked",
    "Transfer_Encoding: chunked",
    "Transfer-Encoding: \"chunked\"",
    "Transfer-Encoding: chun\r\n ked",
    "Connection: close, transfer-encoding",
    "Connection: keep-alive, a, upgrade",
    "Upgrade: websocket",
    "Host: a",
    "Host: b:80",
    "X: a\r\n\tb",
    "X: a\0b",
    "X: a\rb",
    "X\r\n",
    ": x",
    " x: y",
    "Expect: 100-continue"
  };
  private static final String[] CHUNKS = {
    "3\r\nabc\r\n",
    "3;x=y\r\nabc\r\n",
    "0003\nabc\n",
    "a\r\n0123456789\r\n",
    "3 \r\nabc\r\n",
    "3\r\nabcd\r\n",
    "3x\r\nabc\r\n",
    " 3\r\nabc\r\n",
    "-1\r\nabc\r\n",
    "0x3\r\nabc\r\n",
    "fffffffffffffffff\r\nabc\r\n",
    "3\rabc\r\n",
    "3\r\nabc\rx",
    "\r\n"
  };
  private static final String[] TRAILERS = {
    "", "", "X: y\r\n", "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "A b: c\r\n"
  };
  private static final int MUCH = 100_000;

  private final Random random;
  private final List<byte[]> seeds = new ArrayList<>();

  public MessageMutator(Random random, String resource) {
    this.random = random;
    for (Samples.Sample sample : Samples.of(resource)) {
      seeds.add(sample.bytes());
    }
  }

  public byte[] next() {
    byte[] message = random.nextInt(3) == 0 ? chunked() : pick(seeds);
    int edits = random.nextInt(4);
    for (int i = 0; i < edits; i++) {
      message = edit(message);
    }
    return random.nextInt(4) == 0 ? join(message, pick(seeds)) : message;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String pick(String[] list) {
    return list[random.nextInt(list.length)];
  }

  /** A message of the kind of the seeds with a body in chunks, most of them good. */
  private byte[] chunked() {
    byte[] head = pick(seeds);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    StringBuilder message = new StringBuilder(end < 0 ? text : text.substring(0, end));
    message.append("\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = random.nextInt(4); i > 0; i--) {
      message.append(random.nextInt(10) == 0 ? pick(CHUNKS) : CHUNKS[random.nextInt(5)]);
    }
    message.append("0\r\n").append(pick(TRAILERS)).append("\r\n");
    return message.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] edit(byte[] message) {
    int at = message.length == 0 ? 0 : random.nextInt(message.length);
    return switch (random.nextInt(random.nextInt(40) == 0 ? 9 : 8)) {
      case 0 -> replace(message, at, 1, new byte[] {(byte) random.nextInt(256)});
      case 1 -> replace(message, at, 0, one(" \t\r\n:,;\0#/\"".charAt(random.nextInt(11))));
      case 2 -> replace(message, at, 1 + random.nextInt(4), new byte[0]);
      case 3 -> replace(message, lineEnd(message, at), 0, ascii(pick(FIELDS) + "\r\n"));
      case 4 -> repeatLine(message, at);
      case 5 -> replace(message, at, 0, spliced());
      case 6 -> flip(message, at);
      case 7 -> replace(message, at, message.length, new byte[0]);
      default -> replace(message, lineEnd(message, at), 0, ascii("X: " + "x".repeat(MUCH)));
    };
  }

  private byte[] spliced() {
    byte[] other = pick(seeds);
    int from = random.nextInt(other.length);
    int length = random.nextInt(Math.min(40, other.length - from));
    return replace(other, from + length, other.length, new byte[0], from);
  }

  private byte[] flip(byte[] message, int at) {
    byte[] flipped = message.clone();
    if (flipped.length > 0) {
      flipped[at] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] repeatLine(byte[] message, int at) {
    int start = lineEnd(message, at);
    int end = lineEnd(message, Math.min(message.length, start + 1));
    byte[] line = java.util.Arrays.copyOfRange(message, start, end);
    return replace(message, end, 0, line);
  }

  /** Offset after the next line feed, or the end. */
  private static int lineEnd(byte[] message, int from) {
    for (int at = from; at < message.length; at++) {
      if (message[at] == '\n') {
        return at + 1;
      }
    }
    return message.length;
  }

  private static byte[] one(char c) {
    return new byte[] {(byte) c};
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] join(byte[] one, byte[] other) {
    return replace(one, one.length, 0, other);
  }

  private static byte[] replace(byte[] message, int at, int length, byte[] by) {
    return replace(message, at, length, by, 0);
  }

  private static byte[] replace(byte[] message, int at, int length, byte[] by, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(message, from, at - from);
    out.writeBytes(by);
    int rest = Math.min(message.length, at + length);
    out.write(message, rest, message.length - rest);
    return out.toByteArray();
  }
}
