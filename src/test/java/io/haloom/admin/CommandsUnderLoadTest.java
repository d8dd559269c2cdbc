package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.proxy.count.Counter;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients keep coming while servers change by command: with neither a retry nor a redispatch
 * allowed, every connection gets its bytes back, and those that were there before live on.
 */
@Timeout(120)
class CommandsUnderLoadTest {
  private static final int CLIENTS = 6;
  private static final int SOME = 60;

  @TempDir Path folder;
  private final Queue<String> lost = new ConcurrentLinkedQueue<>();
  private final Semaphore served = new Semaphore(0);
  private final List<Thread> clients = new ArrayList<>();
  private final List<Socket> staying = new ArrayList<>();
  private volatile boolean over;
  private Peer one;
  private Peer two;
  private Running running;

  @BeforeEach
  void start() throws IOException {
    one = Peer.echo();
    two = Peer.echo();
    running =
        Running.of(
            """
            global
              stats socket %s/s level admin
            defaults
              timeout connect 5s
              timeout client 20s
              timeout server 20s
              retries 0
            listen l
              bind 127.0.0.1:0
              balance roundrobin
              server s1 %s
              server s2 %s weight 2
            """
                .formatted(folder, one.address(), two.address()));
    for (int i = 0; i < CLIENTS; i++) {
      staying.add(running.connect("l"));
      echo(staying.get(i), "hello");
      clients.add(Thread.ofPlatform().start(this::comeAndGo));
    }
  }

  @AfterEach
  void stop() throws Exception {
    over = true;
    for (Thread client : clients) {
      client.join();
    }
    for (Socket socket : staying) {
      socket.close();
    }
    running.close();
    one.close();
    two.close();
  }

  private void comeAndGo() {
    for (int n = 0; !over; n++) {
      try (Socket socket = running.connect("l")) {
        echo(socket, "first " + n);
        echo(socket, "second " + n);
      } catch (IOException e) {
        lost.add(e.toString());
      }
      served.release();
    }
  }

  private static void echo(Socket socket, String text) throws IOException {
    byte[] sent = text.getBytes(StandardCharsets.US_ASCII);
    socket.getOutputStream().write(sent);
    byte[] got = socket.getInputStream().readNBytes(sent.length);
    if (!text.equals(new String(got, StandardCharsets.US_ASCII))) {
      throw new IOException("'" + text + "' came back as " + got.length + " bytes");
    }
  }

  private void say(String line, String answer) throws Exception {
    assertEquals(answer, RawClient.ask(folder.resolve("s"), line + "\n"), line);
  }

  /** Until so many connections more have come and gone; none of them may be lost. */
  private void afterSome() throws Exception {
    served.drainPermits();
    assertTrue(served.tryAcquire(SOME, 60, TimeUnit.SECONDS), "clients stand still");
    for (Socket socket : staying) {
      echo(socket, "still there");
    }
    assertEquals(List.of(), List.copyOf(lost));
  }

  private long sessions(String server) {
    return running.server("l", server).counters().get(Counter.SESSIONS);
  }

  private void restsWhile(String server, String command, String back) throws Exception {
    say(command, "\n");
    afterSome();
    long before = sessions(server);
    afterSome();
    assertEquals(before, sessions(server), server + " after " + command);
    say(back, "\n");
    afterSome();
    assertTrue(sessions(server) > before, server + " after " + back);
  }

  @Test
  void serversComeAndGo() throws Exception {
    afterSome();
    restsWhile("s1", "disable server l/s1", "enable server l/s1");
    restsWhile("s2", "set server l/s2 state drain", "set server l/s2 state ready");
    restsWhile("s1", "set server l/s1 state maint", "set server l/s1 state ready");
    restsWhile("s2", "set weight l/s2 0", "set weight l/s2 100%");
    for (int weight = 1; weight < 256; weight += 50) {
      say("set server l/s1 weight " + weight, "\n");
      say("set weight l/s2 " + (256 - weight), "\n");
      afterSome();
    }
  }

  @Test
  void addressesMove() throws Exception {
    try (Peer three = Peer.echo()) {
      String from = "port changed from '" + one.port() + "' to '";
      say(
          "set server l/s1 addr 127.0.0.1 port " + three.port(),
          "no need to change the addr, " + from + three.port() + "' by 'stats socket command'\n\n");
      afterSome();
      say("set server l/s1 addr 127.0.0.1 port " + one.port(), answerBack(three.port()));
      afterSome();
    }
  }

  private String answerBack(int from) {
    return "no need to change the addr, port changed from '%d' to '%d' by 'stats socket command'\n\n"
        .formatted(from, one.port());
  }

  @Test
  void serversAreAddedAndDeleted() throws Exception {
    for (int i = 0; i < 4; i++) {
      String name = "l/d" + i;
      say("add server " + name + " " + one.address(), "New server registered.\n\n");
      afterSome();
      assertEquals(0, sessions("d" + i), "it starts in maintenance");
      say("del server l/s1", "Only servers in maintenance mode can be deleted.\n\n");
      say("enable server " + name, "\n");
      afterSome();
      assertTrue(sessions("d" + i) > 0, name);
      say("disable server " + name, "\n");
      afterSome();
      delete(name);
      afterSome();
      assertEquals(2, running.backend("l").servers().size());
    }
  }

  /** Those that it had when it was disabled leave first. */
  private void delete(String name) throws Exception {
    for (int i = 0; i < 100; i++) {
      String answer = RawClient.ask(folder.resolve("s"), "del server " + name + "\n");
      if (answer.equals("Server deleted.\n\n")) {
        return;
      }
      assertEquals(
          "Server still has connections attached to it, cannot remove it.\n\n", answer, name);
      afterSome();
    }
    throw new AssertionError(name + " is never without connections");
  }
}
