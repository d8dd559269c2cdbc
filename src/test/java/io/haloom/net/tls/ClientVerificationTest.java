package io.haloom.net.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.haloom.harness.Needs;
import io.haloom.net.TlsEngine;
import io.haloom.net.TlsException;
import io.haloom.net.TlsVerification;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found out about the certificate of a client, which an engine in memory is. */
class ClientVerificationTest {
  // Of openssl/x509_vfy.h.
  private static final int UNABLE_TO_GET_CRL = 3;
  private static final int CERT_HAS_EXPIRED = 10;
  private static final int UNABLE_TO_GET_ISSUER_LOCALLY = 20;
  private static final int CERT_REVOKED = 23;

  private TlsContext serving;
  private TlsContext asking;

  @BeforeEach
  void make() throws Exception {
    Needs.openSsl();
    serving = TestCertificates.serving(TestCertificates.localhost());
    asking = TlsContext.forServers();
    serving.trust(store("authority.pem"));
  }

  private static TrustStore store(String name) throws Exception {
    return TrustStore.ofFile(TestCertificates.file(name).toString());
  }

  private static BitSet bits(int... codes) {
    BitSet bits = new BitSet();
    for (int code : codes) {
      bits.set(code);
    }
    return bits;
  }

  private void require(BitSet authorities, BitSet own) {
    serving.verifyClients(true, authorities, own);
  }

  private void show(String name) throws Exception {
    asking = TlsContext.forServers();
    asking.certificate(TestCertificates.parsed(TestCertificates.file(name)));
  }

  /** What the server says of it, and null or why it was refused. */
  private record Outcome(TlsVerification found, String failure) {}

  private Outcome handshake() throws Exception {
    try (TlsEngine server = serving.engine();
        TlsEngine client = asking.engine()) {
      String failure = failure(client, server);
      return new Outcome(server.facts().verification(), failure);
    }
  }

  private static String failure(TlsEngine client, TlsEngine server) throws Exception {
    ByteBuffer wire = ByteBuffer.allocateDirect(32_768);
    ByteBuffer room = ByteBuffer.allocateDirect(100);
    ByteBuffer nothing = ByteBuffer.allocateDirect(0);
    while (!server.facts().isEstablished()) {
      client.encrypt(nothing, wire.clear());
      try {
        server.decrypt(wire.flip(), room);
      } catch (TlsException e) {
        return e.getMessage();
      }
      server.encrypt(nothing, wire.clear());
      client.decrypt(wire.flip(), room);
    }
    return null;
  }

  @Test
  void whoIsTrustedIsLetIn() throws Exception {
    require(bits(), bits());
    show("client.pem");
    assertEquals(new Outcome(new TlsVerification(true, 0, 0, 0, 0), null), handshake());
  }

  @Test
  void whoShowsNothingIsRefusedWhereItIsRequired() throws Exception {
    require(bits(), bits());
    assertEquals(new Outcome(TlsVerification.NONE, "SSL handshake failure"), handshake());
  }

  @Test
  void whoShowsNothingIsLetInWhereItIsOptional() throws Exception {
    serving.verifyClients(false, bits(), bits());
    assertNull(handshake().failure);
  }

  @Test
  void anExpiredCertificateIsNotTrusted() throws Exception {
    require(bits(), bits());
    show("expired.pem");
    assertEquals(
        new Outcome(
            new TlsVerification(true, CERT_HAS_EXPIRED, 0, 0, CERT_HAS_EXPIRED),
            "SSL client certificate not trusted"),
        handshake());
  }

  @Test
  void anErrorThatIsIgnoredIsTold() throws Exception {
    require(bits(), bits(CERT_HAS_EXPIRED));
    show("expired.pem");
    assertEquals(
        new Outcome(new TlsVerification(true, CERT_HAS_EXPIRED, 0, 0, CERT_HAS_EXPIRED), null),
        handshake());
  }

  @Test
  void aChainThatEndsBelowWhoIsTrustedIsNot() throws Exception {
    serving.trust(store("client.pem"));
    require(bits(), bits());
    show("below.pem");
    Outcome outcome = handshake();
    assertEquals("SSL client CA chain cannot be verified", outcome.failure);
    assertEquals(
        new TlsVerification(true, UNABLE_TO_GET_ISSUER_LOCALLY, UNABLE_TO_GET_ISSUER_LOCALLY, 1, 0),
        outcome.found);
  }

  @Test
  void whatIsIgnoredAboveDoesNotCountForTheCertificateItself() throws Exception {
    require(bits(CERT_HAS_EXPIRED), bits());
    show("expired.pem");
    assertEquals("SSL client certificate not trusted", handshake().failure);
  }

  @Test
  void aRevokedCertificateIsNotTrusted() throws Exception {
    serving.trust(
        TrustStore.checkingRevocations(List.of(store("authority.pem"), store("revoked.crl"))));
    require(bits(), bits());
    show("revoked.pem");
    assertEquals(CERT_REVOKED, handshake().found.ownError());
  }

  @Test
  void whereListsAreAskedForEachIssuerMustHaveOne() throws Exception {
    serving.trust(
        TrustStore.checkingRevocations(List.of(store("authority.pem"), store("revoked.crl"))));
    require(bits(), bits());
    show("client.pem");
    assertNull(handshake().failure);
    show("below.pem");
    assertEquals(UNABLE_TO_GET_CRL, handshake().found.ownError());
  }
}
