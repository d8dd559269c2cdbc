package io.haloom.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.model.LogTarget.Format;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class LogSenderTest {
  private final LongAdder dropped = new LongAdder();
  private final List<String> alerts = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final CountDownLatch gate = new CountDownLatch(1);
  private volatile boolean broken;

  /** Takes lines once the gate is open; fails while broken. */
  private final class Output implements LogOutput {
    @Override
    public void send(ByteBuffer line) throws IOException {
      try {
        assertTrue(gate.await(20, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (broken) {
        throw new IOException("gone");
      }
      sent.add(StandardCharsets.ISO_8859_1.decode(line).toString());
    }

    @Override
    public void close() {
      sent.add("closed");
    }
  }

  private LogSender sender() {
    return new LogSender("test", new Output(), dropped, alerts::add);
  }

  private static LogSender.Line line(String text, int maxLength) {
    LogHeader header = new LogHeader(Format.RAW, 16, 0, null, 1);
    return new LogSender.Line(LogMessage.ofText(6, "t", text), header, maxLength);
  }

  private String next() throws InterruptedException {
    return sent.poll(20, TimeUnit.SECONDS);
  }

  @Test
  void linesAreSentInOrderAndCut() throws Exception {
    gate.countDown();
    try (LogSender sender = sender()) {
      sender.offer(line("first", 80));
      sender.offer(line("second", 4));
      sender.offer(line("third", 6));
      assertEquals("first\n", next());
      assertEquals("sec\n", next(), "the line feed is one of the four");
      assertEquals("third\n", next());
    }
    assertEquals("closed", next());
  }

  @Test
  void whatDoesNotFitIsCountedAndTold() throws Exception {
    try (LogSender sender = sender()) {
      int offered = 20_000;
      for (int i = 0; i < offered; i++) {
        sender.offer(line("x", 80));
      }
      long lost = dropped.sum();
      assertTrue(lost >= offered - 16_385, "dropped " + lost);
      gate.countDown();
      for (int i = 0; i < offered - lost; i++) {
        assertEquals("x\n", next());
      }
      assertEquals(lost + " events dropped\n", next());
      sender.offer(line("again", 80));
      assertEquals("again\n", next());
    }
  }

  @Test
  void failuresAreToldOnceAndLaterLinesTried() throws Exception {
    gate.countDown();
    broken = true;
    try (LogSender sender = sender()) {
      sender.offer(line("lost", 80));
      sender.offer(line("lost too", 80));
      while (dropped.sum() < 2) {
        Thread.onSpinWait();
      }
      broken = false;
      sender.offer(line("back", 80));
      assertEquals("back\n", next());
    }
    assertEquals(List.of("sendmsg()/writev() failed in logger test: gone"), alerts);
  }

  @Test
  void whateverFailsTheNextLineGoes() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    LogOutput broken =
        new LogOutput() {
          @Override
          public void send(ByteBuffer line) {
            if (calls.incrementAndGet() == 1) {
              throw new StackOverflowError("of a test");
            }
            sent.add("sent");
          }

          @Override
          public void close() {}
        };
    try (LogSender sender = new LogSender("test", broken, dropped, alerts::add)) {
      sender.offer(line("first", 80));
      sender.offer(line("second", 80));
      assertEquals("sent", next());
    }
    assertEquals(1, dropped.sum());
    assertEquals(1, alerts.size());
  }
}
