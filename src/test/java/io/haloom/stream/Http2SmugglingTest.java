package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.H2Peer;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.http.h2.ErrorCode;
import io.haloom.http.h2.FrameHeader;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a client of HTTP/2 says so that a server of HTTP/1 might take one request for two: no server
 * sees more than the requests that were made, and none that was hidden in another.
 */
class Http2SmugglingTest {
  private static final int WAIT_MILLIS = 20_000;
  private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final List<String> LINE_ENDS =
      List.of("a\r\nx: y", "a\nx: y", "a\rb", "a\0b", "a\r\n\r\n" + HIDDEN, "a\n\n" + HIDDEN);

  /** Heads as a server that believes every framing reads them. */
  private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();

  private Peer server;
  private Running balancer;
  private H2Peer client;

  @BeforeEach
  void start() throws IOException {
    server = Peer.of(this::serve);
    balancer =
        Running.of(
            """
            defaults
              mode http
              timeout connect 5s
              timeout client 20s
              timeout server 20s
            frontend f
              bind 127.0.0.1:0 proto h2
              default_backend b
            backend b
              http-reuse always
              server s %s
            """
                .formatted(server.address()));
    Socket socket = balancer.connect("f");
    socket.setSoTimeout(WAIT_MILLIS);
    client = H2Peer.client(socket).greet();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    balancer.close();
    server.close();
  }

  /** Reads heads by their empty lines, and bodies by what the heads say; answers each. */
  private void serve(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    for (String head = head(in); !head.isEmpty(); head = head(in)) {
      String lower = head.toLowerCase(Locale.ROOT);
      if (lower.contains("transfer-encoding: chunked")) {
        for (int size = size(in); size > 0; size = size(in)) {
          in.readNBytes(size + 2);
        }
        head(in);
      } else if (lower.contains("content-length: ")) {
        in.readNBytes(Integer.parseInt(lower.replaceAll("(?s).*content-length: ([0-9]+).*", "$1")));
      }
      heads.add(head);
      byte[] answer =
          "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      socket.getOutputStream().write(answer);
    }
  }

  private static int size(InputStream in) throws IOException {
    String line = line(in);
    return line.isEmpty() ? 0 : Integer.parseInt(line, 16);
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      head.append(line).append('\n');
    }
    return head.toString();
  }

  /** A lenient server takes a line feed for a line's end. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append(next == '\r' ? "" : (char) next);
    }
    return line.toString();
  }

  private static List<String> usual(String... more) {
    List<String> fields =
        new ArrayList<>(
            List.of(":method: POST", ":scheme: http", ":path: /first", ":authority: h"));
    fields.addAll(List.of(more));
    return fields;
  }

  private static List<String> replaced(String name, String value) {
    List<String> fields = usual();
    fields.replaceAll(field -> field.startsWith(name) ? name + ": " + value : field);
    return fields;
  }

  /** Heads, of which none may bring a second request to the server. */
  static List<List<String>> odd() {
    List<List<String>> all = new ArrayList<>();
    for (String text : LINE_ENDS) {
      all.add(usual("x: " + text));
      all.add(usual("cookie: " + text));
      all.add(usual("host: " + text));
      all.add(usual(text + ": x"));
      for (String name : List.of(":method", ":scheme", ":path", ":authority")) {
        all.add(replaced(name, text));
        all.add(replaced(name, "/" + text));
      }
    }
    for (String text : List.of("/ HTTP/1.1", "/a b", "* HTTP/1.1\r\n", "http://a/\r\n", "/\t")) {
      all.add(replaced(":path", text));
    }
    all.add(replaced(":method", "GET /hidden HTTP/1.1\r\nx: "));
    for (String again :
        List.of(":method: GET", ":scheme: http", ":path: /hidden", ":authority: b")) {
      all.add(usual(again));
    }
    for (String length :
        List.of("0", "2", "10", "4, 5", "-4", "+4", "0x4", "4.0", "1e1", "", " 4")) {
      all.add(usual("content-length: " + length));
    }
    all.add(usual("content-length: 4", "content-length: 0"));
    all.add(usual("content-length: 0", "content-length: " + HIDDEN.length()));
    for (String coding :
        List.of("chunked", "identity", "gzip, chunked", "\tchunked", "x, chunked")) {
      all.add(usual("transfer-encoding: " + coding));
      all.add(usual("content-length: 4", "transfer-encoding: " + coding));
      all.add(usual("transfer-encoding : " + coding));
      all.add(usual("Transfer-Encoding: " + coding));
    }
    for (String name : List.of("connection", "keep-alive", "proxy-connection", "upgrade")) {
      all.add(usual(name + ": close"));
      all.add(usual(name + ": transfer-encoding"));
    }
    all.add(usual("te: gzip"));
    return all;
  }

  @ParameterizedTest
  @MethodSource("odd")
  void oneRequestStaysOne(List<String> fields) throws Exception {
    client.headers(1, 0, fields.toArray(new String[0]));
    client.data(1, FrameHeader.END_STREAM, "0\r\n\r\n" + HIDDEN);
    client.answer(1);
    assertNothingHidden();
  }

  /** What the server has seen until another request: the first one at most, and as it was said. */
  private void assertNothingHidden() throws Exception {
    client.get(3, "/last");
    assertEquals("200", client.answer(3).status());
    List<String> seen = new ArrayList<>();
    for (String head = next(); !head.startsWith("GET /last HTTP/1.1\n"); head = next()) {
      seen.add(head);
    }
    // A server whose connection was broken off tells a moment later what it has seen.
    heads.drainTo(seen);
    assertTrue(seen.size() <= 1, seen::toString);
    assertTrue(
        seen.stream().allMatch(head -> head.startsWith("POST /first HTTP/1.1\n")), seen::toString);
  }

  private String next() throws InterruptedException {
    String head = heads.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    assertFalse(head == null || head.contains("x: y"), () -> head + "");
    return head;
  }

  /** The same in trailers. */
  static List<String> trailers() {
    List<String> all =
        new ArrayList<>(
            List.of(
                "transfer-encoding: chunked", "content-length: 4", "host: b", ":path: /hidden"));
    LINE_ENDS.forEach(text -> all.add("t: " + text));
    return all;
  }

  @ParameterizedTest
  @MethodSource("trailers")
  void trailersAreNoRequest(String trailer) throws Exception {
    client.headers(1, 0, usual().toArray(new String[0])).data(1, 0, "body");
    client.headers(1, FrameHeader.END_STREAM, trailer).expectReset(1, ErrorCode.PROTOCOL_ERROR);
    assertNothingHidden();
  }
}
