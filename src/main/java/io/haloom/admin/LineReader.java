package io.haloom.admin;

import io.haloom.config.ConfigText;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Cuts a client's bytes into lines. Outside a payload a line ends at a line feed or a semicolon,
 * neither of them after a backslash; inside one only at a line feed. A line that does not fit the
 * buffer, or that the stream ends in, is none.
 */
final class LineReader {
  private final AdminChannel channel;
  private final ByteBuffer buffer;

  /**
   * Reads from the channel.
   *
   * @param size longest line, its end included, and one byte ({@code tune.bufsize})
   */
  LineReader(AdminChannel channel, int size) {
    this.channel = channel;
    this.buffer = ByteBuffer.allocate(size - 1);
  }

  /**
   * Waits for the next line.
   *
   * @return it without its end, or null when there is none to come
   */
  String next(boolean payload, int timeoutMillis) throws IOException {
    int scanned = 0;
    while (true) {
      int end = payload ? plainEnd(scanned) : commandEnd();
      if (end >= 0) {
        return cut(end);
      }
      scanned = buffer.position();
      if (!buffer.hasRemaining() || channel.read(buffer, timeoutMillis) <= 0) {
        return null;
      }
    }
  }

  /** Whether the last line was none because it is too long. */
  boolean overlong() {
    return !buffer.hasRemaining();
  }

  /**
   * Forgets what there is of a line that is too long, and takes the rest of it up to its line feed.
   *
   * @return false when the stream ends before
   */
  boolean skip(int timeoutMillis) throws IOException {
    while (true) {
      int end = plainEnd(0);
      if (end >= 0) {
        cut(end);
        return true;
      }
      if (channel.read(buffer.clear(), timeoutMillis) <= 0) {
        buffer.clear();
        return false;
      }
    }
  }

  /** Whether the stream ends here, looking at what the client has sent. */
  boolean ended() throws IOException {
    return buffer.hasRemaining() && channel.readAvailable(buffer) < 0;
  }

  /** Whether bytes have come that no line was cut from, looking at what the client has sent. */
  boolean pending() throws IOException {
    if (buffer.position() == 0) {
      channel.readAvailable(buffer);
    }
    return buffer.position() > 0;
  }

  private int plainEnd(int from) {
    for (int i = from; i < buffer.position(); i++) {
      if (buffer.get(i) == '\n') {
        return i;
      }
    }
    return -1;
  }

  private int commandEnd() {
    for (int i = 0; i < buffer.position(); i++) {
      byte b = buffer.get(i);
      if (b == '\\') {
        i++;
      } else if (b == '\n' || b == ';') {
        return i;
      }
    }
    return -1;
  }

  private String cut(int end) {
    int length = end;
    if (length > 0 && buffer.get(end) == '\n' && buffer.get(length - 1) == '\r') {
      length--;
    }
    String line = ConfigText.text(buffer.array(), 0, length);
    buffer.flip().position(end + 1);
    buffer.compact();
    return line;
  }
}
