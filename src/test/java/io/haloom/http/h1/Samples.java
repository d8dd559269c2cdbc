package io.haloom.http.h1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The messages of a resource file, with what is expected of each. */
final class Samples {
  private Samples() {}

  /**
   * @param status the answer expected here
   * @param keep whether the connection can carry another message
   * @param text the message as it stands in the file
   */
  record Sample(int status, boolean keep, String text) {
    byte[] bytes() {
      return unescape(text);
    }

    @Override
    public String toString() {
      return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }
  }

  static List<Sample> of(String resource) {
    List<Sample> samples = new ArrayList<>();
    try (InputStream in = Samples.class.getResourceAsStream(resource)) {
      String all = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      for (String line : all.split("\n")) {
        if (!line.startsWith("#")) {
          String[] parts = line.split(" ", 3);
          int status = Integer.parseInt(parts[0].replaceAll("<.*", ""));
          samples.add(new Sample(status, parts[1].equals("keep"), parts[2]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return samples;
  }

  static byte[] unescape(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String rest = text;
    int repeated = rest.indexOf('{');
    if (repeated >= 0 && rest.contains("{}")) {
      int close = rest.indexOf('}', repeated);
      int end = rest.indexOf("{}", close + 1);
      int times = Integer.parseInt(rest.substring(repeated + 1, close));
      rest =
          rest.substring(0, repeated)
              + rest.substring(close + 1, end).repeat(times)
              + rest.substring(end + 2);
    }
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c != '\\') {
        bytes.write(c);
        continue;
      }
      c = rest.charAt(++i);
      switch (c) {
        case 'r' -> bytes.write('\r');
        case 'n' -> bytes.write('\n');
        case 't' -> bytes.write('\t');
        case 'x' -> {
          bytes.write(Integer.parseInt(rest.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }
}
