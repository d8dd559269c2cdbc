package io.haloom.http.h2;

import io.haloom.admin.Haproxy;
import io.haloom.harness.Peer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands around the cases: a configuration, and a server that knows HTTP/1. */
final class ConformanceWorld {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");

  private ConformanceWorld() {}

  private static final String TIMEOUTS =
      """
      defaults
        mode http
        timeout connect 5s
        timeout client 10s
        timeout server 10s
        timeout http-request 5s
        retries 0
      """;

  /** A frontend {@code h2} for clients with prior knowledge. */
  static String ofClients(String bind, String server) {
    return TIMEOUTS
        + """
        frontend h2
          bind %s proto h2
          default_backend h1
        backend h1
          server s %s
        """
            .formatted(bind, server);
  }

  /** A frontend {@code h1} whose server is spoken to in HTTP/2, on a connection a request. */
  static String ofServers(String bind, String server) {
    return TIMEOUTS
        + """
        frontend h1
          bind %s
          default_backend h2
        backend h2
          http-reuse never
          server s %s proto h2
        """
            .formatted(bind, server);
  }

  /** HAProxy with a configuration. */
  static Haproxy haproxy(Path folder, String configuration) throws Exception {
    Path socket = folder.resolve("socket");
    return Haproxy.start(folder, "global\n  stats socket " + socket + "\n" + configuration, socket);
  }

  /**
   * Answers each request when it is whole; one for {@code /wait} never, and one for {@code /large}
   * with 100,000 bytes.
   */
  static Peer server() {
    return Peer.of(ConformanceWorld::serve);
  }

  private static void serve(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    for (String head = head(in); !head.isEmpty(); head = head(in)) {
      if (head.contains("/wait ")) {
        in.transferTo(OutputStream.nullOutputStream());
        return;
      }
      Matcher length = LENGTH.matcher(head);
      if (length.find()) {
        in.readNBytes(Integer.parseInt(length.group(1)));
      } else if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
        skipChunks(in);
      }
      boolean none = head.startsWith("HEAD ");
      String body = head.contains("/large ") ? "x".repeat(100_000) : "ok";
      String answer =
          "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + (none ? "" : body);
      connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static void skipChunks(InputStream in) throws IOException {
    for (int size = Integer.parseInt(line(in), 16);
        size > 0;
        size = Integer.parseInt(line(in), 16)) {
      in.readNBytes(size + 2);
    }
    while (!line(in).isEmpty()) {
      // Trailers are nothing to it.
      continue;
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      head.append(line).append("\n");
    }
    return head.toString();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
