package io.haloom.http.h2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Fields as texts, {@code name: value}, of blocks that are encoded and decoded. */
final class Fields {
  private final HpackDecoder decoder;
  private final FieldBytes bytes = new FieldBytes();

  Fields(HpackDecoder decoder) {
    this.decoder = decoder;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
  }

  List<String> decode(String hex) throws HpackException {
    return decode(hex(hex));
  }

  /** What is never to be indexed has an exclamation mark; what was too much is told at the end. */
  List<String> decode(byte[] block) throws HpackException {
    List<String> fields = new ArrayList<>();
    bytes.renew();
    boolean all =
        decoder.decode(
            block,
            0,
            block.length,
            bytes,
            (from, middle, to, never) ->
                fields.add((never ? "!" : "") + text(from, middle) + ": " + text(middle, to)));
    if (!all) {
      fields.add("too much");
    }
    return fields;
  }

  private String text(int from, int to) {
    return new String(bytes.array(), from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** The dynamic fields, the last one first. */
  static List<String> table(HpackTable table) {
    List<String> fields = new ArrayList<>();
    for (int index = 62; table.has(index); index++) {
      int nameLength = table.nameLength(index);
      byte[] field = new byte[nameLength + table.valueLength(index)];
      table.copyField(index, field, 0);
      String text = new String(field, StandardCharsets.ISO_8859_1);
      fields.add(text.substring(0, nameLength) + ": " + text.substring(nameLength));
    }
    return fields;
  }

  /** Encodes fields, those with an exclamation mark as secrets. */
  static byte[] encode(HpackEncoder encoder, List<String> fields) {
    ByteBuffer block = ByteBuffer.allocate(1 << 17);
    boolean room = encoder.begin(block);
    for (String field : fields) {
      boolean secret = field.startsWith("!");
      int colon = field.indexOf(": ", 1);
      byte[] name = bytes(field.substring(secret ? 1 : 0, colon));
      byte[] value = bytes(field.substring(colon + 2));
      encoder.name(name, 0, name.length);
      room &=
          secret ? encoder.secret(value, 0, value.length) : encoder.value(value, 0, value.length);
    }
    if (!room) {
      throw new AssertionError("no room");
    }
    byte[] written = new byte[block.position()];
    block.get(0, written);
    return written;
  }
}
