package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import jnr.unixsocket.UnixSocketChannel;
import org.junit.jupiter.api.Test;

/** Who ends a client from outside leaves its descriptor to the thread that uses it. */
class UnixAdminChannelTest {
  private final UnixSocketChannel[] pair;
  private final UnixAdminChannel channel;
  private final List<UnixSocketChannel> opened = new ArrayList<>();

  UnixAdminChannelTest() throws Exception {
    pair = UnixSocketChannel.pair();
    channel = new UnixAdminChannel(pair[1]);
  }

  @Test
  void anEndWakesAReaderAndLeavesTheDescriptorOpen() throws Exception {
    CompletableFuture<Integer> read = new CompletableFuture<>();
    Thread.ofPlatform().daemon().start(() -> read.complete(readOne()));
    channel.end();
    assertEquals(-1, read.get());
    assertTrue(Files.exists(Path.of("/proc/self/fd/" + channel.descriptor())));
    channel.write(ByteBuffer.wrap("last\n".getBytes(StandardCharsets.US_ASCII)), 0);
    ByteBuffer answer = ByteBuffer.allocate(5);
    assertEquals(5, pair[0].read(answer));
    channel.close();
    pair[0].close();
  }

  private int readOne() {
    try {
      return channel.read(ByteBuffer.allocate(1), 0);
    } catch (IOException e) {
      return -2;
    }
  }

  @Test
  void anEndAfterTheCloseDoesNotReachTheNextOfThatNumber() throws Exception {
    int number = channel.descriptor();
    channel.close();
    UnixSocketChannel[] next = pairWith(number);
    channel.end();
    channel.close();
    assertEquals(1, next[0].write(ByteBuffer.allocate(1)));
    assertEquals(1, next[1].read(ByteBuffer.allocate(1)));
    assertEquals(1, next[1].write(ByteBuffer.allocate(1)));
    assertEquals(1, next[0].read(ByteBuffer.allocate(1)));
    opened.add(pair[0]);
    for (UnixSocketChannel each : opened) {
      each.close();
    }
  }

  /** The lowest number that is free is the next one's. */
  private UnixSocketChannel[] pairWith(int number) throws Exception {
    for (int attempt = 0; attempt < 100; attempt++) {
      UnixSocketChannel[] next = UnixSocketChannel.pair();
      opened.addAll(List.of(next));
      if (next[0].getFD() == number || next[1].getFD() == number) {
        return next;
      }
    }
    throw new AssertionError("somebody else has " + number);
  }
}
