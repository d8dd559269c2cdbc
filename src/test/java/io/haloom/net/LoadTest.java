package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
  private NetHarness net;

  @BeforeEach
  void open() throws Exception {
    net = new NetHarness(2);
  }

  @AfterEach
  void close() {
    net.close();
  }

  @Test
  void thousandsOfConnectionsAtOnceSpreadOverTheLoops() throws Exception {
    int count = 2000;
    AtomicIntegerArray perLoop = new AtomicIntegerArray(2);
    InetSocketAddress server =
        net.serve(
            c -> {
              perLoop.incrementAndGet(c.loop());
              NetHarness.echo(c);
            });
    List<CompletableFuture<String>> clients = new ArrayList<>();
    CompletableFuture<Void> all = new CompletableFuture<>();
    AtomicInteger ready = new AtomicInteger();
    for (int i = 0; i < count; i++) {
      String text = "number " + i;
      clients.add(
          net.submit(
              () -> {
                try (Connection c = net.connect(server)) {
                  perLoop.incrementAndGet(c.loop());
                  c.write(NetHarness.bytes(text));
                  ByteBuffer answer = ByteBuffer.allocate(100);
                  while (answer.position() < text.length()) {
                    c.read(answer);
                  }
                  if (ready.incrementAndGet() == count) {
                    all.complete(null);
                  }
                  all.get();
                  return new String(answer.array(), 0, answer.position());
                }
              }));
    }
    for (int i = 0; i < count; i++) {
      assertEquals("number " + i, NetHarness.await(clients.get(i)));
    }
    assertTrue(Math.min(perLoop.get(0), perLoop.get(1)) > count / 2, perLoop.toString());
  }

  @Test
  void aFloodDoesNotStarveTheOthersOfItsLoop() throws Exception {
    InetSocketAddress sink =
        net.serve(
            c -> {
              ByteBuffer ignored = ByteBuffer.allocate(100);
              while (c.read(ignored.clear()) > 0) {}
            });
    InetSocketAddress echo = net.serve(NetHarness::echo);
    List<Socket> floods = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Socket flood = NetHarness.client(sink);
      floods.add(flood);
      Thread.ofPlatform().daemon().start(() -> flood(flood));
    }
    try (Socket client = NetHarness.client(echo)) {
      for (int i = 0; i < 30; i++) {
        client.getOutputStream().write(i);
        assertEquals(i, client.getInputStream().read());
      }
    }
    for (Socket flood : floods) {
      flood.close();
    }
  }

  private static void flood(Socket socket) {
    try {
      for (byte[] much = new byte[1 << 20]; ; ) {
        socket.getOutputStream().write(much);
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  /** Threads of different loops that wake each other thousands of times, beside network traffic. */
  @Test
  void noWakeUpIsLost() throws Exception {
    InetSocketAddress server = net.serve(NetHarness::echo);
    ReentrantLock lock = new ReentrantLock();
    List<CompletableFuture<Integer>> workers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      workers.add(
          net.submit(
              () -> {
                int rounds = 0;
                ByteBuffer byteBuffer = ByteBuffer.allocate(1);
                try (Connection c = net.connect(server)) {
                  for (; rounds < 1500; rounds++) {
                    c.write(byteBuffer.clear());
                    c.read(byteBuffer.clear());
                    lock.lock();
                    try {
                      Thread.yield();
                    } finally {
                      lock.unlock();
                    }
                  }
                }
                return rounds;
              }));
    }
    workers.add(net.submit(() -> pingPong(3000)));
    for (CompletableFuture<Integer> worker : workers) {
      assertTrue(NetHarness.await(worker) >= 1500);
    }
  }

  /** Two threads, one a platform thread outside of all loops, unpark each other in turn. */
  private int pingPong(int rounds) throws InterruptedException {
    AtomicInteger turn = new AtomicInteger();
    Thread inside = Thread.currentThread();
    Thread outside =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 1; i < rounds * 2; i += 2) {
                    while (turn.get() != i) {
                      LockSupport.park();
                    }
                    turn.incrementAndGet();
                    LockSupport.unpark(inside);
                  }
                });
    for (int i = 0; i < rounds * 2; i += 2) {
      while (turn.get() != i) {
        LockSupport.park();
      }
      turn.incrementAndGet();
      LockSupport.unpark(outside);
    }
    outside.join();
    return rounds;
  }
}
