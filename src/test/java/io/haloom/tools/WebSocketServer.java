package io.haloom.tools;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A server of WebSockets (RFC 6455) that says what it has heard, and " and back", in short texts.
 */
final class WebSocketServer {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int WHOLE_TEXT = 0x81;
  private static final int CLOSE = 0x8;

  private WebSocketServer() {}

  static void serve(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.readUnsignedByte());
    }
    String key = head.toString().replaceAll("(?is).*sec-websocket-key: ([^\r]*).*", "$1");
    say(
        socket,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(key)
            + "\r\n\r\n");
    while (true) {
      int kind = in.readUnsignedByte();
      byte[] heard = unmasked(in, in.readUnsignedByte() & 0x7f);
      if ((kind & 0xf) == CLOSE) {
        return;
      }
      String text = new String(heard, StandardCharsets.ISO_8859_1) + " and back";
      say(socket, "" + (char) WHOLE_TEXT + (char) text.length() + text);
    }
  }

  private static byte[] unmasked(DataInputStream in, int length) throws IOException {
    byte[] mask = in.readNBytes(4);
    byte[] bytes = in.readNBytes(length);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= mask[i % 4];
    }
    return bytes;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String accept(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      byte[] hash = digest.digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
