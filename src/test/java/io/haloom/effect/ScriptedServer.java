package io.haloom.effect;

import io.haloom.harness.MessageStream;
import io.haloom.harness.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of a case. It answers each request with the next of the answers, or the last one again;
 * or, as {@code tcp}, each piece of data of a connection, or sends it back where there are no
 * answers. In an answer, {@code @300 } are milliseconds that pass, {@code @hold } waits until the
 * case says {@code release}, once for each, and {@code @end} behind it ends the connection.
 */
final class ScriptedServer implements AutoCloseable {
  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
  private static final Pattern DELAY = Pattern.compile("@(\\d+|hold) ");
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int ALL = 1_000_000;

  private final Peer peer;
  private final List<String> answers;
  private final String greeting;
  private final boolean tcp;
  private final AtomicInteger asked = new AtomicInteger();
  private final List<Supplier<String>> received = new ArrayList<>();
  private final Semaphore released = new Semaphore(0);
  private int ended;

  ScriptedServer(List<String> answers, String greeting, boolean tcp) {
    this.answers = answers.isEmpty() && !tcp ? List.of(OK) : answers;
    this.greeting = greeting;
    this.tcp = tcp;
    this.peer = Peer.of(this::serve);
  }

  int port() {
    return peer.port();
  }

  /** What each connection has received so far. */
  synchronized List<String> received() {
    return received.stream().map(Supplier::get).toList();
  }

  /** Whether so many connections have ended. */
  synchronized boolean hasEnded(int connections) {
    return ended >= connections;
  }

  private synchronized void add(Supplier<String> text) {
    received.add(text);
  }

  private void serve(Socket connection) throws IOException {
    connection.setSoTimeout(PATIENCE_MILLIS);
    connection.setTcpNoDelay(true);
    try {
      if (tcp) {
        data(connection);
      } else {
        requests(connection);
      }
    } finally {
      synchronized (this) {
        ended++;
      }
    }
  }

  private void requests(Socket connection) throws IOException {
    MessageStream stream = new MessageStream(connection.getInputStream());
    add(stream::text);
    connection.getOutputStream().write(bytes(greeting));
    while (stream.request()) {
      if (!say(connection, answers.get(Math.min(asked.getAndIncrement(), answers.size() - 1)))) {
        connection.shutdownOutput();
        stream.toTheEnd();
        return;
      }
    }
  }

  private void data(Socket connection) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    add(() -> all.toString(StandardCharsets.ISO_8859_1));
    connection.getOutputStream().write(bytes(greeting));
    InputStream in = connection.getInputStream();
    byte[] piece = new byte[65_536];
    int number = 0;
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      all.write(piece, 0, n);
      String echo = new String(piece, 0, n, StandardCharsets.ISO_8859_1);
      String answer = answers.isEmpty() ? echo : number < answers.size() ? answers.get(number) : "";
      number++;
      if (!say(connection, answer)) {
        connection.shutdownOutput();
      }
    }
    all.writeBytes(bytes("<END>"));
  }

  /** Whether the connection goes on. */
  private boolean say(Socket connection, String answer) throws IOException {
    boolean ends = answer.endsWith("@end");
    String text = ends ? answer.substring(0, answer.length() - 4) : answer;
    Matcher delay = DELAY.matcher(text);
    int from = 0;
    while (delay.find()) {
      connection.getOutputStream().write(bytes(text.substring(from, delay.start())));
      pass(delay.group(1));
      from = delay.end();
    }
    connection.getOutputStream().write(bytes(text.substring(from)));
    return !ends;
  }

  private void pass(String time) throws IOException {
    if (!time.equals("hold")) {
      LockSupport.parkNanos(Long.parseLong(time) * 1_000_000);
      return;
    }
    try {
      released.acquire();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** What is held goes out, or what is held next. */
  void release() {
    released.release();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    released.release(ALL);
    peer.close();
  }
}
