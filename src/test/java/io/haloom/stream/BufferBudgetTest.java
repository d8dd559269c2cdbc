package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Eventually;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.net.MemoryBudget;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A budget of 1 MB for buffers, half of which is for 32 requests that begin. */
class BufferBudgetTest {
  private static final int BUFFER = 16 * 1024;
  private static final int ROOM = 32;
  private static final String ANSWER = "HTTP/1.1 200 OK";

  private final Running haloom = start();
  private final MemoryBudget memory = haloom.haloom().runtime().memory();
  private final List<Socket> slow = new ArrayList<>();

  private static Running start() {
    System.setProperty("haloom.buffers", Integer.toString(2 * ROOM * BUFFER));
    try {
      return Running.of(
          """
          global
            log $log local0
          defaults
            mode http
            timeout connect 10s
            timeout client 60s
            timeout server 60s
          frontend patient
            bind 127.0.0.1:0
            http-request return status 200
          frontend hasty
            log global
            option httplog
            bind 127.0.0.1:0
            timeout http-request 300ms
            http-request return status 200
          frontend inspecting
            mode tcp
            bind 127.0.0.1:0
            tcp-request inspect-delay 60s
            tcp-request content accept if { req.len ge 4000 }
            default_backend echo
          backend echo
            mode tcp
            server s %s
          """
              .formatted(Peer.echo().address()));
    } finally {
      System.clearProperty("haloom.buffers");
    }
  }

  @AfterEach
  void close() throws IOException {
    for (Socket client : slow) {
      client.close();
    }
    haloom.close();
  }

  private Socket send(String frontend, String text) throws IOException {
    Socket client = haloom.connect(frontend);
    client.setSoTimeout(20_000);
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  private boolean waiting() {
    return haloom.haloom().sessions().table().select(s -> true).size() > ROOM + 1;
  }

  private static String line(Socket client) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = client.getInputStream().read(); b >= 0 && b != '\r'; ) {
      line.append((char) b);
      b = client.getInputStream().read();
    }
    return line.toString();
  }

  /** Clients that send no more than half a head, as many as there is room for. */
  private void takeAll() throws IOException {
    for (int i = 0; i < ROOM; i++) {
      slow.add(send("patient", "GET / HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(1000)));
    }
    Eventually.await(() -> !memory.hasRoom());
  }

  @Test
  void aRequestWaitsUntilAnotherHasEnded() throws IOException {
    try (Socket old = send("patient", "GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
      assertEquals(ANSWER, line(old));
      takeAll();
      try (Socket waits = send("patient", "GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
        Eventually.await(() -> waiting());
        slow.remove(0).close();
        assertEquals(ANSWER, line(waits));
      }
      slow.remove(0).close();
      old.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
      String next = line(old);
      while (!next.strip().equals(ANSWER)) {
        next = line(old);
      }
    }
  }

  @Test
  void whoWaitsTooLongIsTold() throws IOException {
    takeAll();
    try (Socket refused = send("hasty", "GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
      assertEquals("HTTP/1.1 500 Internal Server Error", line(refused));
    }
    assertTrue(
        haloom.log().next("Buffers have taken .*").startsWith("Buffers have taken 0 of 1 MB."));
    haloom.log().next(".* hasty hasty/<NOSRV> .* 500 .* RR-- .* \"<BADREQ>\"");
    assertEquals(1, memory.refused());
    send("hasty", "GET / HTTP/1.1\r\n").close();
  }

  @Test
  void allComesBack() throws IOException {
    takeAll();
    for (Socket client : slow) {
      client.close();
    }
    // What stays is free: a sixteenth of the budget for each kind of buffers.
    Eventually.await(() -> memory.used() <= 2 * ROOM * BUFFER / 8);
    for (int i = 0; i < 3 * ROOM; i++) {
      try (Socket client = send("hasty", "GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
        assertEquals(ANSWER, line(client));
      }
    }
    Eventually.await(() -> memory.used() <= 2 * ROOM * BUFFER / 8);
  }

  @Test
  void inspectionGrowsWhileThereIsRoom() throws IOException {
    try (Socket greeting = send("inspecting", "a".repeat(3000))) {
      Eventually.await(() -> memory.used() == BUFFER);
      greeting.getOutputStream().write("b".repeat(1000).getBytes(StandardCharsets.US_ASCII));
      assertEquals('a', greeting.getInputStream().read());
    }
    Eventually.await(() -> memory.used() == 0);
    takeAll();
    try (Socket greeting = send("inspecting", "a".repeat(3000))) {
      assertEquals('a', greeting.getInputStream().read(), "no more is waited for");
    }
  }
}
