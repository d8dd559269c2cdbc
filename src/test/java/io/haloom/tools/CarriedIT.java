package io.haloom.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.LogReceiver;
import io.haloom.harness.Peer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is more than a request and its answer, through {@code mode http}: the PROXY protocol, a
 * WebSocket, and bodies larger than memory. HAProxy is asked the same.
 */
@Timeout(120)
class CarriedIT {
  private static final long SIZE = 2L << 30;
  private static final long STEADY = 16L << 20;

  /**
   * What is no memory of bodies does not show: garbage lies in pages that are resident from the
   * start, and the small heap grows only for what is alive; there is but the compiler that needs
   * little. How much of either there is depends on how fast machine and peers are.
   */
  private static final String MEASURED =
      "-Xms48m -XX:NewSize=16m -XX:MaxNewSize=16m -XX:+AlwaysPreTouch -XX:TieredStopAtLevel=1";

  @TempDir Path folder;
  private final Tool curl = Tool.named("curl");
  private final int port;
  private final LogReceiver log = new LogReceiver();

  CarriedIT() throws IOException {
    port = Program.freePort();
  }

  private Balancer start(Balancer.Kind kind, String bind, int server) throws Exception {
    return start(kind, bind, server, "");
  }

  private Balancer start(Balancer.Kind kind, String bind, int server, String options)
      throws Exception {
    String config =
        """
        global
          log %s local0
          maxconn 100
        defaults
          mode http
          log global
          option httplog
          option dontlognull
          timeout connect 5s
          timeout client 20s
          timeout server 20s
          timeout tunnel 2s
        frontend in
          bind 127.0.0.1:%d %s
          option forwardfor
          default_backend app
        backend app
          server one 127.0.0.1:%d
        """
            .formatted(log.address(), port, bind, server);
    return Balancer.start(kind, config, port, options);
  }

  // --- the PROXY protocol ------------------------------------------------------------------------

  @ParameterizedTest
  @EnumSource
  void readsTheProxyProtocol(Balancer.Kind kind) throws Exception {
    try (WebServers servers = new WebServers();
        Balancer balancer = start(kind, "accept-proxy", servers.start("one"))) {
      String url = "http://127.0.0.1:" + port + "/";
      String[] words = {"-s", "--max-time", "20", "--haproxy-protocol", url, url};
      String answers = curl.run(words).output();
      assertEquals(2, answers.split("X-Forwarded-For: 127.0.0.1\n", -1).length - 1, answers);
      assertTrue(log.next(".* in app/.*").startsWith("127.0.0.1:"));
      String without = curl.run("-s", "-S", "--max-time", "20", url).output();
      assertTrue(without.startsWith("curl: ("), without);
    }
  }

  // --- a WebSocket -------------------------------------------------------------------------------

  /** A server that sends back each frame, without its mask, until the client closes. */
  private static void echoFrames(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
    OutputStream out = client.getOutputStream();
    String key = head(in).replaceAll("(?is).*sec-websocket-key: *(\\S+).*", "$1");
    out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Accept: "
                + accept(key)
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    for (int opcode = in.read(); opcode >= 0; opcode = in.read()) {
      int length = in.readUnsignedByte() & 0x7f;
      if (length == 126) {
        length = in.readUnsignedShort();
      }
      byte[] mask = in.readNBytes(4);
      byte[] payload = in.readNBytes(length);
      for (int i = 0; i < length; i++) {
        payload[i] ^= mask[i & 3];
      }
      out.write(opcode);
      if (length < 126) {
        out.write(length);
      } else {
        out.write(new byte[] {126, (byte) (length >> 8), (byte) length});
      }
      out.write(payload);
    }
  }

  private static String accept(String key) throws IOException {
    try {
      byte[] text =
          (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended in the head: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** What a client's WebSocket is told. */
  private static final class Events implements WebSocket.Listener {
    final BlockingQueue<String> all = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        all.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      all.add("closed " + status);
      return null;
    }

    String next() throws InterruptedException {
      return all.poll(20, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tunnelsAWebSocket(Balancer.Kind kind) throws Exception {
    try (Peer server = Peer.of(CarriedIT::echoFrames);
        Balancer balancer = start(kind, "", server.port());
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("ws://127.0.0.1:" + port + "/chat");
      Events events = new Events();
      WebSocket socket = client.newWebSocketBuilder().buildAsync(uri, events).join();
      String large = "0123456789".repeat(5000);
      socket.sendText("hello", true).join();
      assertEquals("hello", events.next());
      socket.sendText(large, true).join();
      assertEquals(large, events.next());
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      assertEquals("closed 1000", events.next());
      String line = log.next(".* in app/one .*");
      assertTrue(line.contains(" 101 ") && line.contains(" ---- "), line);

      events = new Events();
      client.newWebSocketBuilder().buildAsync(uri, events).join();
      assertEquals("closed 1006", events.next());
      line = log.next(".* in app/one .*");
      assertTrue(line.contains(" 101 ") && line.matches(".* [cs]D-- .*"), line);
    }
  }

  // --- large bodies ------------------------------------------------------------------------------

  /** Reads a request's body and sends one back, each of the size that the request names. */
  private static void carry(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    byte[] part = new byte[1 << 18];
    String head = head(in);
    if (head.startsWith("PUT")) {
      long length = Long.parseLong(head.replaceAll("(?is).*content-length: *(\\d+).*", "$1"));
      client.getOutputStream().write(continued(head));
      long left = length;
      while (left > 0) {
        int read = in.read(part, 0, (int) Math.min(left, part.length));
        if (read < 0) {
          throw new IOException("ended " + left + " bytes early");
        }
        left -= read;
      }
      answer(client, Long.toString(length).length());
      client.getOutputStream().write(Long.toString(length).getBytes(StandardCharsets.US_ASCII));
      return;
    }
    long size = Long.parseLong(head.replaceAll("(?s)GET /(\\d+).*", "$1"));
    answer(client, size);
    for (long left = size; left > 0; left -= part.length) {
      client.getOutputStream().write(part, 0, (int) Math.min(left, part.length));
    }
  }

  private static byte[] continued(String head) {
    boolean expected = head.toLowerCase(Locale.ROOT).contains("expect: 100-continue");
    return (expected ? "HTTP/1.1 100 Continue\r\n\r\n" : "").getBytes(StandardCharsets.US_ASCII);
  }

  private static void answer(Socket client, long length) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n";
    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @EnumSource(names = "HAPROXY", mode = EnumSource.Mode.EXCLUDE)
  void twoGigabytesEachWayTakeNoMemory(Balancer.Kind kind) throws Exception {
    try (Peer server = Peer.of(CarriedIT::carry);
        Balancer balancer = start(kind, "", server.port(), MEASURED);
        Highest resident = new Highest(balancer)) {
      // What is loaded and compiled is so before that.
      download(SIZE / 4);
      upload(SIZE / 4);
      long before = balancer.resident();
      resident.reset();
      download(SIZE);
      upload(SIZE);
      long grown = resident.reset() - before;
      assertTrue(grown < STEADY, "resident memory grew by " + (grown >> 10) + " KB");
    }
  }

  private void download(long size) throws Exception {
    String url = "http://127.0.0.1:" + port + "/" + size;
    Tool.Result result = curl.run("-s", "-o", "/dev/null", "-w", "%{size_download}", url);
    assertEquals(Long.toString(size), result.output());
  }

  private void upload(long size) throws Exception {
    Path file = folder.resolve("sparse");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(size);
    }
    Tool.Result result = curl.run("-s", "-T", file.toString(), "http://127.0.0.1:" + port + "/");
    assertEquals(Long.toString(size), result.output());
  }

  /** Looks at the resident memory ten times a second. */
  private static final class Highest implements AutoCloseable {
    private final Balancer balancer;
    private final Thread thread = new Thread(this::look);
    private volatile long highest;

    Highest(Balancer balancer) {
      this.balancer = balancer;
      thread.start();
    }

    private void look() {
      try {
        while (!Thread.interrupted()) {
          highest = Math.max(highest, balancer.resident());
          TimeUnit.MILLISECONDS.sleep(100);
        }
      } catch (IOException | InterruptedException e) {
        // It ends, or the test does.
      }
    }

    /** The highest since the last call, in bytes. */
    long reset() throws IOException {
      long was = Math.max(highest, balancer.resident());
      highest = 0;
      return was;
    }

    @Override
    public void close() throws InterruptedException {
      thread.interrupt();
      thread.join();
    }
  }
}
