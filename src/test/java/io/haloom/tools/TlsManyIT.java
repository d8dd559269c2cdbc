package io.haloom.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import io.haloom.net.TlsEngine;
import io.haloom.net.tls.SelfSigned;
import io.haloom.net.tls.TlsContext;
import io.haloom.net.tls.TlsVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many TLS connections, a third of them broken at a random byte, leave no memory behind. {@code
 * -Dhaloom.tls.many=200000} makes as many as the name says.
 */
@Timeout(1200)
class TlsManyIT {
  private static final int MANY = Integer.getInteger("haloom.tls.many", 3000);
  private static final long STEADY = 40L << 20;
  private static final int THREADS = 4;

  /** More than a client sends up to the end of its request. */
  private static final int LAST_BYTE = 900;

  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private final int port;

  TlsManyIT() throws IOException {
    port = Program.freePort();
  }

  @ParameterizedTest
  @EnumSource(names = "HAPROXY", mode = EnumSource.Mode.EXCLUDE)
  void leaveNoMemoryBehind(Balancer.Kind kind) throws Exception {
    Needs.openSsl();
    Path pem = Files.write(folder.resolve("a.pem"), SelfSigned.pem("localhost", 1));
    String config =
        """
        defaults
          mode http
          timeout client 5s
          timeout connect 5s
          timeout server 5s
        frontend in
          bind 127.0.0.1:%d ssl crt %s
          http-request return content-type text/plain string hello
        """
            .formatted(port, pem);
    try (Balancer balancer = Balancer.start(kind, config, port)) {
      visit(MANY / 2, 1);
      long before = balancer.resident();
      visit(MANY, 2);
      long grown = balancer.resident() - before;
      assertTrue(grown < STEADY, "resident memory grew by " + (grown >> 10) + " KB");
      visit(3, 3);
    }
  }

  private void visit(int count, int seed) throws Exception {
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      Future<?>[] all = new Future<?>[THREADS];
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(seed * 1000L + i);
        all[i] = threads.submit(() -> visitInTurn(next, count, random));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private Void visitInTurn(AtomicInteger next, int count, Random random) throws Exception {
    TlsContext[] contexts = {TlsContext.forServers(), TlsContext.forServers()};
    contexts[0].versions(TlsVersion.TLS_1_2, TlsVersion.TLS_1_2);
    contexts[1].versions(TlsVersion.TLS_1_3, TlsVersion.TLS_1_3);
    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
      boolean isBroken = i % 3 == 2;
      try (Client client = new Client(contexts[i & 1], isBroken ? random : null)) {
        String answer = client.answer();
        assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.endsWith("hello"), answer);
      } catch (IOException e) {
        assertEquals(true, isBroken, "a connection that was not broken: " + e);
      } catch (Broken e) {
        // As it was meant to be.
      }
    }
    return null;
  }

  /** The byte has come at which this connection breaks. */
  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1;
  }

  private final class Client implements AutoCloseable {
    private final Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
    private final TlsEngine engine;
    private final Random random;
    private final ByteBuffer wire = ByteBuffer.allocateDirect(20_000);
    private final ByteBuffer plain = ByteBuffer.allocateDirect(20_000);
    private final ByteBuffer request = ByteBuffer.allocateDirect(REQUEST.length);
    private final byte[] bytes = new byte[20_000];
    private int left;

    /**
     * @param random chooses where and how it breaks, or null where it does not
     */
    Client(TlsContext context, Random random) throws IOException {
      engine = context.engine();
      this.random = random;
      left = random == null ? Integer.MAX_VALUE : random.nextInt(LAST_BYTE);
      request.put(REQUEST).flip();
      socket.setSoTimeout(20_000);
    }

    String answer() throws IOException, Broken {
      while (!engine.isEnded()) {
        send();
        int count = socket.getInputStream().read(bytes);
        if (count < 0) {
          break;
        }
        wire.clear().put(bytes, 0, count).flip();
        engine.decrypt(wire, plain);
      }
      byte[] text = new byte[plain.position()];
      plain.flip().get(text);
      return new String(text, StandardCharsets.US_ASCII);
    }

    private void send() throws IOException, Broken {
      TlsEngine.Need need = TlsEngine.Need.WRITE;
      while (need == TlsEngine.Need.WRITE) {
        wire.clear();
        need = engine.encrypt(request, wire);
        int count = wire.position();
        wire.flip().get(bytes, 0, count);
        if (count > left) {
          breakOff(count);
        }
        left -= count;
        socket.getOutputStream().write(bytes, 0, count);
      }
    }

    /** Ends in the middle: by FIN, by RST, or with a byte that is wrong. */
    private void breakOff(int count) throws IOException, Broken {
      int way = random.nextInt(3);
      if (way == 0) {
        bytes[left] ^= 0x55;
        socket.getOutputStream().write(bytes, 0, count);
        socket.getInputStream().read();
      } else {
        socket.getOutputStream().write(bytes, 0, left);
        socket.setSoLinger(way == 1, 0);
      }
      throw new Broken();
    }

    @Override
    public void close() throws IOException {
      engine.close();
      socket.close();
    }
  }
}
