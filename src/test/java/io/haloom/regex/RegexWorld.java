package io.haloom.regex;

import io.haloom.admin.Haproxy;
import io.haloom.harness.Commands;
import io.haloom.harness.Running;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

/**
 * HAProxy or Haloom as one who asks about expressions sees it: an expression is put in place by
 * commands, as an ACL, as one that ignores case, and as a map; a request brings a subject, and the
 * answer tells what matched.
 */
final class RegexWorld implements AutoCloseable {
  private static final String CONFIGURATION =
      """
      global
        stats socket DIR/s level admin
      defaults
        mode http
        timeout client 60s
        timeout server 60s
        timeout connect 1s
      frontend f
        bind unix@DIR/f
        acl plain req.hdr(s),url_dec -m reg -f DIR/plain.lst
        acl anycase req.hdr(s),url_dec -m reg -i -f DIR/anycase.lst
        http-request set-var(txn.p) int(1) if plain
        http-request set-var(txn.i) int(1) if anycase
        http-request return status 200 content-type text/plain lf-string "%[var(txn.p)] %[var(txn.i)] %[req.hdr(s),url_dec,map_regm(DIR/map.lst,-),hex]"
      """;

  /** The whole match and groups. */
  private static final String VALUE =
      "[\\\\0][\\\\1][\\\\2][\\\\3][\\\\4][\\\\5][\\\\6][\\\\7][\\\\8][\\\\9]";

  private final Path folder;
  private final AutoCloseable program;
  private final SocketChannel channel;
  private final InputStream in;

  private RegexWorld(Path folder, AutoCloseable program) throws IOException {
    this.folder = folder;
    this.program = program;
    channel = Commands.connected(folder.resolve("f"));
    in = new BufferedInputStream(Channels.newInputStream(channel));
  }

  private static String configuration(Path folder) throws IOException {
    for (String file : new String[] {"plain.lst", "anycase.lst", "map.lst"}) {
      Files.writeString(folder.resolve(file), "");
    }
    return CONFIGURATION.replace("DIR", folder.toString());
  }

  /** The installed HAProxy; skips the test where there is none. */
  static RegexWorld haproxy(Path folder) throws Exception {
    return new RegexWorld(
        folder, Haproxy.start(folder, configuration(folder), folder.resolve("s")));
  }

  static RegexWorld haloom(Path folder) throws Exception {
    Running running = Running.of(configuration(folder));
    return new RegexWorld(folder, running);
  }

  /** Puts an expression in the place of the last one; what the program says to that. */
  String define(String expression) throws IOException {
    String line =
        ("clear acl DIR/plain.lst;clear acl DIR/anycase.lst;clear map DIR/map.lst;"
                + "add acl DIR/plain.lst EXPR;add acl DIR/anycase.lst EXPR;"
                + "add map DIR/map.lst EXPR VALUE")
            .replace("DIR", folder.toString())
            .replace("EXPR", Commands.quoted(expression))
            .replace("VALUE", VALUE);
    return Commands.ask(folder.resolve("s"), line).replace(folder.toString(), "DIR");
  }

  /**
   * What matches a subject, a character for each byte: {@code 1} or {@code -} for the ACL and the
   * one that ignores case, and the groups.
   */
  String ask(String subject) throws IOException {
    StringBuilder encoded = new StringBuilder();
    for (char c : subject.toCharArray()) {
      boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
      encoded.append(plain ? String.valueOf(c) : "%%%02x".formatted((int) c));
    }
    String request = "GET / HTTP/1.1\r\nhost: x\r\ns: " + encoded + "\r\n\r\n";
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
    String[] parts = body().split(" ", -1);
    byte[] groups = HexFormat.of().parseHex(parts[2]);
    return "%s%s %s"
        .formatted(
            parts[0].isEmpty() ? "-" : parts[0],
            parts[1].isEmpty() ? "-" : parts[1],
            new String(groups, StandardCharsets.ISO_8859_1));
  }

  private String body() throws IOException {
    int length = 0;
    String line = line();
    if (!line.contains(" 200 ")) {
      throw new AssertionError(line);
    }
    while (!line.isEmpty()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
      line = line();
    }
    return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int c;
    while ((c = in.read()) != '\n') {
      if (c < 0) {
        throw new IOException("closed after " + line);
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws Exception {
    channel.close();
    program.close();
  }
}
