package io.haloom.harness;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Locale;

/**
 * Reads what a proxy sends, and keeps all of it, a character for each byte. Chunks are kept as what
 * they carry, for where they end means nothing. Another thread may look at what has come.
 */
public final class MessageStream {
  private final InputStream in;
  private final StringBuilder text = new StringBuilder();
  private String startLine = "";

  /** Of the head read last: -1 where there is no length. */
  private long length;

  private boolean chunked;
  private boolean ended;

  public MessageStream(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** What has come so far; {@code <END>} where the stream has ended. */
  public synchronized String text() {
    return text.toString();
  }

  public String startLine() {
    return startLine;
  }

  public boolean ended() {
    return ended;
  }

  /** A request with its body; false where the stream ends before that. */
  public boolean request() {
    return head() && body(0);
  }

  /** A response with its body, and those of 1xx before it; false where the stream has ended. */
  public boolean response(boolean bodiless) {
    do {
      if (!head()) {
        return false;
      }
    } while (startLine.matches("(?s)HTTP/1.. 1(?!01).*"));
    if (startLine.startsWith("HTTP/1.1 101")) {
      return toTheEnd();
    }
    if (bodiless || startLine.matches("(?s)HTTP/1.. (204|304).*")) {
      return true;
    }
    return body(Long.MAX_VALUE);
  }

  /** So many more bytes, or fewer where the stream ends. */
  public void bytes(int count) {
    for (int i = 0; i < count && next() >= 0; i++) {
      continue;
    }
  }

  /** Always false: the stream has ended then. */
  public boolean toTheEnd() {
    while (next() >= 0) {
      continue;
    }
    return false;
  }

  private boolean body(long without) {
    if (chunked) {
      return chunks();
    }
    long rest = length >= 0 ? length : without;
    while (rest > 0 && next() >= 0) {
      rest--;
    }
    return rest == 0;
  }

  private boolean chunks() {
    keep("<CHUNKS>");
    while (true) {
      int at = text.length();
      String line = line();
      if (ended || !line.matches("[0-9a-fA-F]{1,8}\r\n")) {
        return !ended && toTheEnd();
      }
      forget(at);
      long size = Long.parseLong(line.strip(), 16);
      if (size == 0) {
        keep("<LAST CHUNK>");
        return trailers();
      }
      for (long i = 0; i < size && next() >= 0; i++) {
        continue;
      }
      at = text.length();
      line();
      if (ended) {
        return false;
      }
      forget(at);
    }
  }

  private boolean trailers() {
    String line = line();
    while (!ended && !line.equals("\r\n")) {
      line = line();
    }
    return !ended;
  }

  private boolean head() {
    length = -1;
    chunked = false;
    startLine = line();
    String line = startLine;
    while (!ended && !line.equals("\r\n")) {
      String lower = line.toLowerCase(Locale.ROOT).strip();
      if (lower.matches("content-length: *\\d{1,18}")) {
        length = Long.parseLong(lower.substring(15).strip());
      } else if (lower.matches("transfer-encoding:.*chunked[ ,\\t]*")) {
        chunked = true;
      }
      line = line();
    }
    return !ended;
  }

  private String line() {
    int start = text.length();
    int c = next();
    while (c >= 0 && c != '\n') {
      c = next();
    }
    return ended ? "" : text.substring(start);
  }

  private synchronized void keep(String more) {
    text.append(more);
  }

  private synchronized void forget(int from) {
    text.setLength(from);
  }

  private int next() {
    if (ended) {
      return -1;
    }
    try {
      int c = in.read();
      if (c >= 0) {
        keep(String.valueOf((char) c));
        return c;
      }
      keep("<END>");
    } catch (SocketTimeoutException e) {
      keep("<NOTHING COMES>");
    } catch (IOException e) {
      keep("<END>");
    }
    ended = true;
    return -1;
  }
}
