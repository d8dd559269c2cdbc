package io.haloom.http.h2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Eventually;
import io.haloom.harness.H2Peer;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.proxy.count.Counters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Connections of frames that were right before a seeded generator changed them, to a listener that
 * serves: nothing but what is foreseen is thrown, each connection ends, and what it took is given
 * back. {@code -Dhaloom.fuzz.frames=N} sends N of them, {@code -Dhaloom.fuzz.seed=N} others.
 */
@Timeout(3600)
class ConnectionFuzzTest {
  private static final int FRAMES =
      Integer.getInteger(
          "haloom.fuzz.frames",
          "jdk".equals(System.getProperty("haloom.transport")) ? 5_000 : 20_000);

  private static final long SEED = Long.getLong("haloom.fuzz.seed", 20_261_201);
  private static final int WAIT_MILLIS = 20_000;
  private static final long MOST_GROWTH = 32L << 20;

  /** Conversations at once: most of their time they wait. */
  private static final int AT_ONCE = 8;

  /** How connections have ended, so that it is seen that there is something of everything. */
  private final AtomicInteger answered = new AtomicInteger();

  private final AtomicInteger refused = new AtomicInteger();

  @Test
  void frames() throws Exception {
    try (Peer server = ConformanceWorld.server();
        Running balancer = Running.of(configuration(server))) {
      send(balancer, FRAMES / 4);
      assertAllGivenBack(balancer);
      long before = live();
      send(balancer, FRAMES - FRAMES / 4);
      assertAllGivenBack(balancer);
      long growth = live() - before;
      assertTrue(growth < MOST_GROWTH, growth + " bytes more");
      assertNothingEscaped(balancer);
    }
    assertTrue(answered.get() > 0 && refused.get() > 0, answered + " and " + refused);
  }

  /** Only what is critical is logged: defects of ours, and what the last request says. */
  private static String configuration(Peer server) {
    return """
    defaults
      mode http
      log $log local0 crit
      timeout connect 5s
      timeout client 10s
      timeout server 10s
    frontend f
      log global
      log $log local0 crit
      log-format "%%r"
      bind 127.0.0.1:0 proto h2
      http-request set-log-level crit if { path /sentinel }
      http-request wait-for-body time 50ms if { path /body }
      http-request return status 200 content-type text/plain lf-string "%%[req.hdrs]" if { path /here }
      http-request deny if { path /deny }
      default_backend b
    backend b
      server s %s
    """
        .formatted(server.address());
  }

  private void send(Running balancer, int frames) throws Exception {
    List<Future<Void>> talks = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        Talk talk = new Talk(balancer, new Random(SEED + i), frames / AT_ONCE);
        talks.add(threads.submit(talk));
      }
    }
    for (Future<Void> talk : talks) {
      talk.get();
    }
  }

  /** Connections of one generator, one after the other. */
  private final class Talk implements Callable<Void> {
    private final Running balancer;
    private final Random random;
    private final FrameMaker maker;
    private final int frames;

    Talk(Running balancer, Random random, int frames) {
      this.balancer = balancer;
      this.random = random;
      this.maker = new FrameMaker(random);
      this.frames = frames;
    }

    @Override
    public Void call() throws IOException {
      for (int sent = 0; sent < frames; ) {
        int count = 1 + random.nextInt(60);
        converse(count);
        sent += count;
      }
      return null;
    }

    /** A connection is written as a whole, in pieces, and then read to its end. */
    private void converse(int count) throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(FrameWriter.preface());
      all.writeBytes(H2Peer.bytes(FrameType.SETTINGS.code(), 0, 0, new byte[0]));
      maker.begin();
      for (int i = 0; i < count; i++) {
        all.writeBytes(maker.next());
      }
      byte[] bytes = all.toByteArray();
      try (Socket socket = balancer.connect("f")) {
        socket.setSoTimeout(WAIT_MILLIS);
        write(socket, bytes);
        if (random.nextInt(8) > 0) {
          socket.shutdownOutput();
          count(socket.getInputStream().readAllBytes());
        }
      } catch (SocketTimeoutException e) {
        throw new AssertionError("it hangs", e);
      } catch (SocketException e) {
        // Reset, with what was not read any more.
        refused.incrementAndGet();
      }
    }

    private void write(Socket socket, byte[] bytes) throws IOException {
      int at = 0;
      while (at < bytes.length) {
        int length =
            Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 40 : 9000));
        socket.getOutputStream().write(bytes, at, length);
        at += length;
      }
    }
  }

  private void count(byte[] came) {
    boolean away = false;
    for (int at = 0; at + FrameHeader.LENGTH <= came.length; ) {
      int length = (came[at] & 0xff) << 16 | (came[at + 1] & 0xff) << 8 | came[at + 2] & 0xff;
      away |= came[at + 3] == FrameType.GOAWAY.code();
      answered.addAndGet(came[at + 3] == FrameType.HEADERS.code() ? 1 : 0);
      at += FrameHeader.LENGTH + length;
    }
    refused.addAndGet(away ? 1 : 0);
  }

  private static void assertAllGivenBack(Running balancer) {
    Counters counters = balancer.haloom().runtime().frontend("f").counters();
    Eventually.await(
        () ->
            counters.get(Counters.H2_OPEN_STREAMS) == 0
                && counters.get(Counters.H2_OPEN_CONNECTIONS) == 0
                && counters.get(Counters.CURRENT_SESSIONS) == 0);
  }

  private static long live() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void assertNothingEscaped(Running balancer) throws IOException {
    try (Socket socket = balancer.connect("f")) {
      socket.setSoTimeout(WAIT_MILLIS);
      assertEquals("200", H2Peer.client(socket).greet().get(1, "/sentinel").answer(1).status());
    }
    assertEquals("GET http://localhost/sentinel HTTP/2.0", balancer.log().next());
  }
}
