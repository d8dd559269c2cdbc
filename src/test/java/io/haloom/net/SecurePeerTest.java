package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Needs;
import io.haloom.net.tls.TestCertificates;
import io.haloom.net.tls.TlsContext;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of another make talks to a connection behind an engine, on the transport. */
class SecurePeerTest {
  private NetHarness net;

  @BeforeEach
  void open() throws Exception {
    Needs.openSsl();
    net = new NetHarness(2);
  }

  @AfterEach
  void close() {
    net.close();
  }

  private static SSLContext trusting() throws Exception {
    KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null);
    try (InputStream pem = Files.newInputStream(TestCertificates.localhost())) {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      known.setCertificateEntry("localhost", factory.generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void anEchoOfAMegabyte(String version) throws Exception {
    TlsContext context = TestCertificates.serving(TestCertificates.localhost());
    InetSocketAddress server =
        net.serve(
            c -> {
              c.secure(context.engine());
              NetHarness.echo(c);
            });
    byte[] said = new byte[1 << 20];
    new Random(2).nextBytes(said);
    try (SSLSocket client =
        (SSLSocket) trusting().getSocketFactory().createSocket("127.0.0.1", server.getPort())) {
      client.setEnabledProtocols(new String[] {version});
      client.startHandshake();
      assertEquals(version, client.getSession().getProtocol());
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(
              () -> {
                try {
                  client.getOutputStream().write(said);
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      assertArrayEquals(said, client.getInputStream().readNBytes(said.length));
      sent.get();
    }
  }
}
