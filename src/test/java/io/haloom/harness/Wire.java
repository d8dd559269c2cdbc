package io.haloom.harness;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What is said and heard on a connection, a character for each byte. */
public final class Wire {
  private Wire() {}

  public static void say(Socket to, String text) throws IOException {
    to.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Up to an empty line, that included, or to the end of the stream. */
  public static String head(Socket from) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = from.getInputStream().read();
      if (next < 0) {
        return head.toString();
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** So many bytes, or fewer at the end of the stream. */
  public static String read(Socket from, int length) throws IOException {
    return new String(from.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  /** All to the end of the stream. */
  public static String rest(Socket from) throws IOException {
    return new String(from.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}
