package io.haloom.http.h2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The bytes of a line of {@code conformance.txt}. */
final class ConformanceFrame {
  private static final Map<String, Integer> FLAGS =
      Map.of("es", 0x1, "ack", 0x1, "eh", 0x4, "pad", 0x8, "prio", 0x20);

  private static final Map<String, String> USUAL =
      Map.of(
          "ok", ":status=200",
          "get", ":method=GET; :scheme=http; :path=/; :authority=localhost",
          "post", ":method=POST; :scheme=http; :path=/; :authority=localhost");

  private final List<String> words;

  private ConformanceFrame(String line) {
    words = words(line);
  }

  /** A frame's bytes. */
  static byte[] of(String line) {
    return new ConformanceFrame(line).frame();
  }

  /** The bytes that words stand for, from the second word on. */
  static byte[] payload(String line) {
    return new ConformanceFrame(line).bytes(1);
  }

  /** The stream of a frame. */
  static int stream(String line) {
    return (int) number(words(line).get(1)) & Integer.MAX_VALUE;
  }

  private byte[] frame() {
    String[] parts = words.get(0).split("\\+");
    int flags = 0;
    for (int i = 1; i < parts.length; i++) {
      flags |= FLAGS.containsKey(parts[i]) ? FLAGS.get(parts[i]) : (int) number(parts[i]);
    }
    int type =
        parts[0].startsWith("0x") ? (int) number(parts[0]) : FrameType.valueOf(parts[0]).code();
    boolean lies = words.size() > 2 && words.get(2).startsWith("(");
    byte[] payload = bytes(lies ? 3 : 2);
    int length =
        lies ? (int) number(words.get(2).substring(1, words.get(2).length() - 1)) : payload.length;
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    put(frame, (long) length << 8 | type, 4);
    frame.write(flags);
    put(frame, number(words.get(1)), 4);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  private byte[] bytes(int from) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String word : words.subList(from, words.size())) {
      put(bytes, word);
    }
    return bytes.toByteArray();
  }

  private static void put(ByteArrayOutputStream into, String word) {
    String[] parts = word.split(":");
    if (word.startsWith("\"")) {
      into.writeBytes(raw(word.substring(1, word.length() - 1)));
    } else if (word.startsWith("{")) {
      block(into, word.substring(1, word.length() - 1));
    } else if (parts[0].equals("zeros")) {
      into.writeBytes(new byte[Integer.parseInt(parts[1])]);
    } else if (parts[0].equals("repeat")) {
      into.writeBytes(HexFormat.of().parseHex(parts[2].repeat(Integer.parseInt(parts[1]))));
    } else if (parts[0].equals("u32")) {
      put(into, number(parts[1]), 4);
    } else if (parts[0].equals("set")) {
      String[] setting = parts[1].split("=");
      put(into, number(setting[0]), 2);
      put(into, number(setting[1]), 4);
    } else {
      into.writeBytes(HexFormat.of().parseHex(word));
    }
  }

  /** Literal fields, which no table keeps. */
  private static void block(ByteArrayOutputStream into, String fields) {
    String[] all = fields.split("; ");
    String[] first = all[0].split(" ");
    if (USUAL.containsKey(first[0])) {
      String usual = USUAL.get(first[0]);
      block(into, first.length == 1 ? usual : usual.replace(":path=/", ":path=" + first[1]));
      all[0] = "";
    }
    for (String field : all) {
      if (!field.isEmpty()) {
        int equals = field.indexOf('=');
        into.write(0);
        string(into, raw(field.substring(0, equals)));
        string(into, raw(field.substring(equals + 1)));
      }
    }
  }

  private static void string(ByteArrayOutputStream into, byte[] text) {
    if (text.length >= 127) {
      throw new IllegalArgumentException("too long: " + text.length);
    }
    into.write(text.length);
    into.writeBytes(text);
  }

  private static byte[] raw(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        bytes.write(c);
        continue;
      }
      char escaped = text.charAt(++i);
      switch (escaped) {
        case 'r' -> bytes.write('\r');
        case 'n' -> bytes.write('\n');
        case 't' -> bytes.write('\t');
        case '0' -> bytes.write(0);
        case 'x' -> {
          bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> bytes.writeBytes(("" + escaped).getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return bytes.toByteArray();
  }

  private static long number(String text) {
    return text.toLowerCase(Locale.ROOT).startsWith("0x")
        ? Long.parseLong(text.substring(2), 16)
        : Long.parseLong(text);
  }

  private static void put(ByteArrayOutputStream into, long number, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      into.write((int) (number >>> shift));
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      char first = line.charAt(at);
      char last = first == '"' ? '"' : first == '{' ? '}' : ' ';
      int end = line.indexOf(last, at + 1);
      end = end < 0 ? line.length() : last == ' ' ? end : end + 1;
      words.add(line.substring(at, end));
      at = end;
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
    }
    return words;
  }
}
