package io.haloom.stream;

import static io.haloom.harness.Wire.head;
import static io.haloom.harness.Wire.rest;
import static io.haloom.harness.Wire.say;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Eventually;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.net.MemoryBudget;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two threads use the connection of a request that is not over: the one that still writes to it has
 * its buffer to itself, and gives it back.
 */
class UploadBufferTest {
  /** So few that none is kept when it is free. */
  private static final int BUDGET = 16 * 16 * 1024;

  private static final String CHUNKED =
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final Peer server = Peer.of(UploadBufferTest::answerBadly);
  private final Running haloom = start(server);
  private final MemoryBudget memory = haloom.haloom().runtime().memory();

  /** Takes a head, answers with none, and takes no more. */
  private static void answerBadly(Socket connection) throws IOException {
    head(connection);
    say(connection, "no response\r\n\r\n");
    connection.setReceiveBufferSize(4096);
    Eventually.await(connection::isClosed);
  }

  private static Running start(Peer server) {
    System.setProperty("haloom.buffers", Integer.toString(BUDGET));
    try {
      return Running.of(
          """
          listen web
            mode http
            log $log local0
            option httplog
            bind 127.0.0.1:0
            timeout connect 2s
            timeout client 20s
            timeout server 20s
            server s %s
          """
              .formatted(server.address()));
    } finally {
      System.clearProperty("haloom.buffers");
    }
  }

  @AfterEach
  void close() {
    server.close();
    haloom.close();
  }

  @Test
  void whatComesLateTakesNone() throws Exception {
    try (Socket client = haloom.connect("web")) {
      say(client, CHUNKED);
      assertTrue(rest(client).startsWith("HTTP/1.1 502 "));
      say(client, "5\r\nhello\r\n5\r\nagain\r\n");
    }
    assertTrue(haloom.log().next().contains(" PH-- "));
    Eventually.await(() -> memory.used() == 0);
  }

  @Test
  void whoIsStoppedInTheMiddleKeepsNone() throws Exception {
    try (Socket client = haloom.connect("web")) {
      say(client, CHUNKED + "100000\r\n" + "x".repeat(0x100000) + "\r\n");
      assertTrue(head(client).startsWith("HTTP/1.1 502 "));
    }
    assertTrue(haloom.log().next().contains(" PH-- "));
    Eventually.await(() -> memory.used() == 0);
  }
}
