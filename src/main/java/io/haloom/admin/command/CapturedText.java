package io.haloom.admin.command;

import io.haloom.http.InvalidMessage;
import io.haloom.model.ProxyConfig;
import io.haloom.net.AddressText;
import io.haloom.proxy.CapturedMessage;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A captured message as {@code show errors} prints it (HAProxy's management guide, 9.3). */
final class CapturedText {
  static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss.SSS", Locale.ENGLISH);

  /** Columns of a line of the buffer, its line end not counted. */
  private static final int COLUMNS = 79;

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  /** What HAProxy has noted of a connection and of a message on it that it has just refused. */
  private static final int CLIENT = 0x00000100;

  private static final int SERVER = 0x80002200;
  private static final int REQUEST = 0x00000010;
  private static final int RESPONSE = 0x00004010;
  private static final int REFUSED = 0x00000800;

  private final StringBuilder out;
  private final int bufsize;

  /**
   * @param bufsize {@code tune.bufsize}, bytes
   */
  CapturedText(StringBuilder out, int bufsize) {
    this.out = out;
    this.bufsize = bufsize;
  }

  void print(CapturedMessage captured) {
    out.append(" \n[")
        .append(DATE.format(Instant.ofEpochMilli(captured.millis()).atZone(ZoneId.systemDefault())))
        .append(']');
    proxies(captured);
    server(captured);
    facts(captured.message());
    buffer(captured.message().bytes());
  }

  private void proxies(CapturedMessage captured) {
    ProxyConfig proxy = captured.proxy();
    ProxyConfig other = captured.otherEnd();
    boolean response = captured.message().response();
    boolean known = other != null && (response || other.backend() != null);
    out.append(response ? " backend " : " frontend ");
    name(proxy.name(), proxy.id());
    out.append(response ? ": invalid response\n  frontend " : ": invalid request\n  backend ");
    name(known ? other.name() : "<NONE>", known ? other.id() : -1);
  }

  private void name(String name, int id) {
    out.append(name).append(" (#").append(id).append(')');
  }

  private void server(CapturedMessage captured) {
    boolean known = captured.server() != null;
    out.append(", server ");
    name(
        known ? captured.server().config().name() : "<NONE>",
        known ? captured.server().config().id() : -1);
    out.append(", event #").append(captured.event());
    SocketAddress source = captured.source();
    if (source instanceof InetSocketAddress inet) {
      out.append(", src ").append(AddressText.of(inet.getAddress())).append(':');
      out.append(inet.getPort()).append('\n');
    } else {
      out.append(source == null ? ", src :0\n" : ", src unix:0\n");
    }
  }

  private void facts(InvalidMessage message) {
    int length = message.bytes().length;
    int stream = message.response() ? RESPONSE : REQUEST;
    out.append(
        """
          buffer starts at 0 (including 0 out), %d free,
          len %d, wraps at %d, error at position %d
          H1 connection flags 0x%08x, H1 stream flags 0x%08x
          H1 msg state MSG_%s(%d), H1 msg flags 0x%08x
          H1 chunk len %d bytes, H1 body len %d bytes :
        """
            .formatted(
                bufsize - length,
                length,
                bufsize,
                message.position(),
                message.response() ? SERVER : CLIENT,
                message.refused() ? stream | REFUSED : stream,
                message.state(),
                message.state().ordinal(),
                message.flags(),
                message.chunkLength(),
                message.bodyLength()));
    out.append("  \n");
  }

  /** A line of the output for each line, more for a long one. */
  private void buffer(byte[] bytes) {
    int at = 0;
    boolean lineBegins = true;
    while (at < bytes.length) {
      int start = out.length();
      out.append("  %05d%c ".formatted(at, lineBegins ? ' ' : '+'));
      lineBegins = false;
      while (at < bytes.length && !lineBegins) {
        String shown = shown(bytes[at]);
        if (out.length() - start + shown.length() > COLUMNS) {
          break;
        }
        out.append(shown);
        lineBegins = bytes[at++] == '\n';
      }
      out.append('\n');
    }
  }

  private static String shown(byte c) {
    return switch (c) {
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case 0x1b -> "\\e";
      case '\\' -> "\\\\";
      default ->
          c >= ' ' && c < 0x7f
              ? new String(new byte[] {c}, StandardCharsets.US_ASCII)
              : "\\x" + HEX[c >> 4 & 0xf] + HEX[c & 0xf];
    };
  }
}
