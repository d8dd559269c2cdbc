package io.haloom.demo;

import io.haloom.os.linux.ProcessCalls;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;

/** The clients of the demo. */
public final class DemoTraffic {
  private static final int CONVERSATIONS = 200;
  private static final int ATTEMPTS = 500;
  private static final int PAUSE_MILLIS = 20;

  private final int port;
  private final int statsPort;
  private final Path socket;

  /**
   * @param port of the frontend
   * @param statsPort of the page
   * @param socket the stats socket
   */
  DemoTraffic(int port, int statsPort, Path socket) {
    this.port = port;
    this.statsPort = statsPort;
    this.socket = socket;
  }

  /** Starts clients that talk, leave and come again, for ever. */
  void keepTalking(int clients) {
    for (int i = 1; i <= clients; i++) {
      String name = "client " + i;
      Thread.ofVirtual().name(name).start(() -> talk(name));
    }
  }

  private void talk(String name) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(random.nextInt(500, 3000));
        converse(name, random.nextInt(2, 40), 700);
      } catch (IOException e) {
        // Its server left: the next connection finds another.
        continue;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void converse(String name, int lines, int pauseMillis)
      throws IOException, InterruptedException {
    try (Socket server = new Socket(DemoServer.home(), port)) {
      for (int i = 1; i <= lines; i++) {
        ask(server, name + ", line " + i + "\n");
        Thread.sleep(pauseMillis);
      }
    }
  }

  /** Sends a line and waits for the end of the answer's. */
  private static void ask(Socket server, String line) throws IOException {
    server.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
    InputStream in = server.getInputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the server left");
      }
    }
  }

  /** Connections, requests, the page, the socket; then the process is told to stop. */
  void rehearse(int httpPort) {
    try {
      awaitFrontend();
      for (int i = 0; i < CONVERSATIONS; i++) {
        converse("rehearsal", 3, 0);
      }
      page();
      Rehearsal.askAgain(httpPort);
      for (String command :
          new String[] {"show info", "show stat", "show servers state", "show sess", "help"}) {
        command(command);
      }
    } catch (IOException e) {
      // Less is recorded, and what is recorded serves.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ProcessCalls.signal(ProcessHandle.current().pid(), ProcessCalls.SIGUSR1);
    }
  }

  private void awaitFrontend() throws IOException, InterruptedException {
    for (int i = 0; ; i++) {
      try {
        converse("first", 1, 0);
        return;
      } catch (IOException e) {
        if (i == ATTEMPTS) {
          throw e;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  private void page() throws IOException {
    try (Socket web = new Socket(DemoServer.home(), statsPort)) {
      String request =
          "GET /stats HTTP/1.1\r\nHost: demo\r\nAuthorization: Basic YWRtaW46YWRtaW4=\r\n"
              + "Connection: close\r\n\r\n";
      web.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      web.getInputStream().readAllBytes();
    }
  }

  private void command(String command) throws IOException {
    try (UnixSocketChannel channel =
        UnixSocketChannel.open(new UnixSocketAddress(socket.toString()))) {
      channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(65536);
      while (channel.read(answer) > 0) {
        answer.clear();
      }
    }
  }
}
