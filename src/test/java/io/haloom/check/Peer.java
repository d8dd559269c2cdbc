package io.haloom.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server that follows a script with each connection, on a thread of its own. */
final class Peer implements AutoCloseable {
  /** What it does with one connection, which is closed afterwards. */
  interface Script {
    void play(Talk talk) throws IOException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final List<Socket> fillers = new ArrayList<>();
  private final BlockingQueue<Talk> accepted = new LinkedBlockingQueue<>();

  private Peer(ServerSocket listener, Script script) {
    this.listener = listener;
    this.script = script;
  }

  static Peer playing(Script script) throws IOException {
    Peer peer = new Peer(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), script);
    Thread thread = new Thread(peer::acceptAll, "peer");
    thread.setDaemon(true);
    thread.start();
    return peer;
  }

  /** Answers each connection with these bytes after it has read {@code request} ones. */
  static Peer answering(int request, byte[] answer) throws IOException {
    return playing(
        talk -> {
          talk.read(request);
          talk.send(answer);
          talk.drain();
        });
  }

  /** Reads and says nothing. */
  static Peer silent() throws IOException {
    return playing(Talk::drain);
  }

  /** Nothing listens at its port any more. */
  static Peer refusing() throws IOException {
    Peer peer = new Peer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), null);
    peer.listener.close();
    return peer;
  }

  /** Its accept queue is full: handshakes get no answer. */
  static Peer full() throws IOException {
    Peer peer = new Peer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), null);
    for (int i = 0; i < 10; i++) {
      Socket filler = new Socket();
      peer.fillers.add(filler);
      try {
        filler.connect(peer.listener.getLocalSocketAddress(), 200);
      } catch (SocketTimeoutException e) {
        return peer;
      }
    }
    throw new IOException("the backlog does not fill");
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The next connection in the order in which they came, once its script has ended. */
  Talk finished() throws InterruptedException {
    Talk talk = accepted.poll(20, TimeUnit.SECONDS);
    if (talk == null) {
      throw new AssertionError("no connection came");
    }
    if (!talk.ended.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("a connection did not come to its end");
    }
    return talk;
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Talk talk = new Talk(listener.accept());
        accepted.add(talk);
        Thread thread = new Thread(() -> play(talk), "peer talk");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void play(Talk talk) {
    try (Socket socket = talk.socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(20_000);
      script.play(talk);
    } catch (IOException e) {
      talk.reset = true;
    }
    talk.ended.countDown();
  }

  @Override
  public void close() throws IOException {
    for (Socket filler : fillers) {
      filler.close();
    }
    listener.close();
  }

  /** One connection as the script sees it. */
  static final class Talk {
    private final Socket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean reset;

    private Talk(Socket socket) {
      this.socket = socket;
    }

    /** What was received, a character for each byte. */
    String received() {
      return received.toString(StandardCharsets.ISO_8859_1);
    }

    byte[] bytes() {
      return received.toByteArray();
    }

    /** Whether the other end reset the connection, rather than close it. */
    boolean wasReset() {
      return reset;
    }

    InetSocketAddress from() {
      return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    /** Reads until at least {@code total} bytes have come, or the end. */
    void read(int total) throws IOException {
      while (received.size() < total && readSome()) {}
    }

    /** Reads until the text has come, or the end. */
    void readUntil(String text) throws IOException {
      while (!received().contains(text) && readSome()) {}
    }

    private boolean readSome() throws IOException {
      byte[] some = new byte[4096];
      int count = socket.getInputStream().read(some);
      if (count > 0) {
        received.write(some, 0, count);
      }
      return count >= 0;
    }

    void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends each byte by itself. */
    void sendSlowly(byte[] bytes) throws IOException {
      for (byte b : bytes) {
        socket.getOutputStream().write(b);
        Thread.yield();
      }
    }

    /** Reads to the end. */
    void drain() throws IOException {
      while (readSome()) {}
    }

    /** Closes with an RST. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
