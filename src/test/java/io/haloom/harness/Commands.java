package io.haloom.harness;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Commands said to a stats socket, Haloom's or HAProxy's. */
public final class Commands {
  private Commands() {}

  /** A connection to a UNIX socket. */
  public static SocketChannel connected(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    return channel;
  }

  /** The answer to a line, a character for each byte, without empty lines. */
  public static String ask(Path socket, String line) throws IOException {
    try (SocketChannel client = connected(socket)) {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
      while (bytes.hasRemaining()) {
        client.write(bytes);
      }
      byte[] answer = Channels.newInputStream(client).readAllBytes();
      return new String(answer, StandardCharsets.ISO_8859_1).replaceAll("\n+", "\n").strip();
    }
  }

  /** A word in which nothing has a meaning to the command line. */
  public static String quoted(String word) {
    return word.replaceAll("[ \\t\\\\;]", "\\\\$0");
  }
}
