package io.haloom.net.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import io.haloom.net.TlsEngine;
import io.haloom.net.TlsEngine.Need;
import io.haloom.net.TlsException;
import io.haloom.net.TlsFacts;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two engines that talk to each other in memory. */
class OpenSslEngineTest {
  private static final int ROUNDS = 100_000;

  private TlsEngine server;
  private TlsEngine client;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  @BeforeEach
  void make() throws Exception {
    Needs.openSsl();
    server = TestCertificates.serving(TestCertificates.localhost()).engine();
    client = TlsContext.forServers().engine();
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /** Moves what one has for the other, a piece at a time; whether there was anything. */
  private boolean pass(TlsEngine from, TlsEngine to, ByteBuffer plain, int piece) throws Exception {
    ByteBuffer wire = ByteBuffer.allocateDirect(piece);
    from.encrypt(plain, wire);
    boolean some = wire.position() > 0;
    ByteBuffer out = ByteBuffer.allocateDirect(700);
    to.decrypt(wire.flip(), out);
    take(out);
    while (to.pending() > 0) {
      out.clear();
      to.decrypt(ByteBuffer.allocateDirect(0), out);
      take(out);
    }
    return some;
  }

  private void take(ByteBuffer out) {
    out.flip();
    while (out.hasRemaining()) {
      heard.write(out.get());
    }
  }

  private void settle(int piece) throws Exception {
    ByteBuffer nothing = ByteBuffer.allocateDirect(0);
    boolean some = true;
    while (some) {
      some = pass(client, server, nothing, piece) | pass(server, client, nothing, piece);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 20_000})
  void bytesGoThroughWholeHoweverTheyAreCut(int piece) throws Exception {
    settle(piece);
    byte[] said = new byte[100_000];
    new Random(1).nextBytes(said);
    ByteBuffer plain = direct(said);
    // Room for less than a record's overhead takes no payload.
    int room = Math.max(piece, 300);
    while (plain.hasRemaining()) {
      pass(client, server, plain, room);
    }
    settle(room);
    assertArrayEquals(said, heard.toByteArray());
    assertFalse(server.isEnded());
  }

  @Test
  void whoWritesAfterAFailureIsTold() throws Exception {
    settle(5000);
    ByteBuffer out = ByteBuffer.allocateDirect(700);
    assertThrows(TlsException.class, () -> server.decrypt(direct(new byte[40]), out));
    ByteBuffer wire = ByteBuffer.allocateDirect(5000);
    ByteBuffer nothing = ByteBuffer.allocateDirect(0);
    server.encrypt(nothing, wire);
    assertTrue(wire.position() > 0);
    assertThrows(TlsException.class, () -> server.encrypt(direct(new byte[9]), wire));
  }

  @Test
  void theEndIsTold() throws Exception {
    settle(5000);
    client.end();
    settle(5000);
    assertTrue(server.isEnded());
    assertFalse(client.isEnded());
    ByteBuffer plain = direct("still".getBytes(StandardCharsets.US_ASCII));
    pass(server, client, plain, 5000);
    assertEquals("still", heard.toString(StandardCharsets.US_ASCII));
  }

  @Test
  void aHandshakeWaitsForThePeer() throws Exception {
    ByteBuffer wire = ByteBuffer.allocateDirect(5000);
    assertEquals(Need.READ, server.encrypt(ByteBuffer.allocateDirect(0), wire));
    assertEquals(0, wire.position());
    client.encrypt(ByteBuffer.allocateDirect(0), wire);
    wire.flip().limit(wire.limit() / 2);
    assertEquals(Need.READ, server.decrypt(wire, ByteBuffer.allocateDirect(0)));
  }

  @Test
  void whatIsNoTlsIsRefusedWithTheReason() {
    ByteBuffer plain = direct("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes());
    TlsException e =
        assertThrows(TlsException.class, () -> server.decrypt(plain, ByteBuffer.allocateDirect(9)));
    assertEquals("SSL handshake failure", e.getMessage());
    assertEquals("http request", server.facts().error());
  }

  @Test
  void aFileWithoutCertificateIsRefused() throws Exception {
    Path none = Path.of("pom.xml");
    assertEquals(
        "unable to load certificate from file 'pom.xml'.",
        assertThrows(TlsException.class, () -> TestCertificates.serving(none)).getMessage());
  }

  @Test
  void recordsAreAsLargeAsTheContextSays() throws Exception {
    TlsContext context = TestCertificates.serving(TestCertificates.localhost());
    context.records(1000, 0);
    server = context.engine();
    settle(5000);
    ByteBuffer wire = ByteBuffer.allocateDirect(5000);
    server.encrypt(direct(new byte[2500]), wire);
    wire.flip();
    // A record of TLS 1.3: five bytes, the payload, its kind, and a tag of sixteen.
    for (int payload : new int[] {1000, 1000, 500}) {
      assertEquals(payload + 17, wire.getShort(wire.position() + 3));
      wire.position(wire.position() + 5 + payload + 17);
    }
    assertFalse(wire.hasRemaining());
  }

  /** When both free it, the C library ends the JVM. */
  @Test
  void whoeverIsLastFreesItOnce() throws Exception {
    TlsContext context = TestCertificates.serving(TestCertificates.localhost());
    AtomicReference<TlsEngine> handed = new AtomicReference<>();
    AtomicBoolean done = new AtomicBoolean();
    Thread closer = new Thread(() -> closeAll(handed, done));
    closer.start();
    for (int i = 0; i < ROUNDS; i++) {
      TlsEngine engine = context.engine();
      TlsFacts facts = engine.facts();
      facts.hold();
      handed.set(engine);
      facts.release();
      while (handed.get() != null) {
        Thread.onSpinWait();
      }
    }
    done.set(true);
    closer.join();
  }

  private static void closeAll(AtomicReference<TlsEngine> handed, AtomicBoolean done) {
    while (!done.get()) {
      TlsEngine engine = handed.get();
      if (engine != null) {
        engine.close();
        handed.set(null);
      }
      Thread.onSpinWait();
    }
  }
}
