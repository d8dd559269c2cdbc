package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** {@code bin/haloom demo}: what it explains is there, and it ends when asked to. */
class DemoIT {
  private static final Pattern HTTPS = Pattern.compile("curl --cacert (\\S+) (https\\S+)");
  private static final Pattern BALANCER = Pattern.compile("stand behind 127\\.0\\.0\\.1:(\\d+)");

  @Test
  void balancesBetweenServersThatTellTheirNames() throws Exception {
    try (Launched demo = Launched.start("demo")) {
      Matcher place = explained(demo, BALANCER);
      String answer = demo.echo(Integer.parseInt(place.group(1)), "hello");
      assertTrue(answer.matches("server[123]: hello"), answer);
      demo.signal("TERM");
      assertEquals(143, demo.status());
      assertEquals("", demo.err());
    }
  }

  @Test
  void answersOverHttpsWithACertificateOfItsOwn() throws Exception {
    Needs.openSsl();
    try (Launched demo = Launched.start("demo")) {
      Matcher place = explained(demo, HTTPS);
      String answer = overHttps(Path.of(place.group(1)), URI.create(place.group(2)));
      assertEquals("TLSv1.3, TLS_AES_256_GCM_SHA384\n", answer);
    }
  }

  /** Finds what the demo says once it has explained itself and serves. */
  private static Matcher explained(Launched demo, Pattern wanted) throws Exception {
    Matcher place = wanted.matcher(demo.outSoFar());
    for (int i = 0; i < 6000 && !place.find(); i++) {
      assertTrue(demo.alive(), "it ended");
      Thread.sleep(10);
      place = wanted.matcher(demo.outSoFar());
    }
    return place;
  }

  /** What is answered there to who trusts that certificate alone; asked until it serves. */
  private static String overHttps(Path certificate, URI address) throws Exception {
    KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null);
    try (InputStream pem = Files.newInputStream(certificate)) {
      known.setCertificateEntry(
          "demo", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      HttpRequest request = HttpRequest.newBuilder(address).build();
      for (int attempt = 0; ; attempt++) {
        try {
          return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (ConnectException e) {
          assertTrue(attempt < 6000, "it does not serve");
          Thread.sleep(10);
        }
      }
    }
  }
}
