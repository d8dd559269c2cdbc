package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import java.io.InputStream;
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
      Matcher place = BALANCER.matcher(demo.outSoFar());
      for (int i = 0; i < 6000 && !place.find(); i++) {
        assertTrue(demo.alive(), "it ended");
        Thread.sleep(10);
        place = BALANCER.matcher(demo.outSoFar());
      }
      String answer = demo.echo(Integer.parseInt(place.group(1)), "hello");
      assertTrue(answer.matches("server[123]: hello"), answer);
      assertEquals("TLSv1.3, TLS_AES_256_GCM_SHA384\n", overHttps(demo.outSoFar()));
      demo.signal("TERM");
      assertEquals(143, demo.status());
      assertEquals("", demo.err());
    }
  }

  /** What the address answers that the demo names beside its certificate. */
  private static String overHttps(String explained) throws Exception {
    Needs.openSsl();
    Matcher place = HTTPS.matcher(explained);
    assertTrue(place.find(), explained);
    KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null);
    try (InputStream pem = Files.newInputStream(Path.of(place.group(1)))) {
      known.setCertificateEntry(
          "demo", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(place.group(2))).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
