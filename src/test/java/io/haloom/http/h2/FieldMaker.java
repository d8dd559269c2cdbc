package io.haloom.http.h2;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes lists of fields as they come on a connection: many come again, some do not. */
final class FieldMaker {
  private static final List<String> NAMES =
      List.of(
          ":path",
          ":status",
          ":authority",
          "accept",
          "cookie",
          "set-cookie",
          "date",
          "server",
          "content-type",
          "content-length",
          "etag",
          "authorization",
          "x-request-id",
          "x-a",
          "b",
          "via",
          "user-agent");

  private final Random random;

  FieldMaker(Random random) {
    this.random = random;
  }

  List<String> next() {
    List<String> fields = new ArrayList<>();
    int count = random.nextInt(12);
    for (int i = 0; i < count; i++) {
      fields.add((random.nextInt(20) == 0 ? "!" : "") + name() + ": " + value());
    }
    return fields;
  }

  private String name() {
    return random.nextInt(8) == 0
        ? "x-" + random.nextInt(300)
        : NAMES.get(random.nextInt(NAMES.size()));
  }

  private String value() {
    return switch (random.nextInt(8)) {
      case 0 -> "";
      case 1 -> text(random.nextInt(40), 256);
      case 2 -> text(random.nextInt(random.nextInt(20) == 0 ? 5000 : 300), 95);
      case 3 -> Integer.toString(random.nextInt(100_000));
      default -> "value " + random.nextInt(6);
    };
  }

  private String text(int length, int symbols) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) (symbols == 256 ? random.nextInt(256) : ' ' + random.nextInt(symbols)));
    }
    return text.toString();
  }
}
