package io.haloom.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.haloom.harness.Browser;
import io.haloom.harness.Eventually;
import io.haloom.harness.Needs;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.net.tls.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that speak HTTP/2, before servers that do not: what each gets, and by which version. */
@Timeout(120)
class Http2ClientsTest {
  /** More than all windows. */
  private static final int LARGE = 3_000_000;

  @TempDir Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private Peer sockets;
  private Running balancer;
  private Path certificate;

  @BeforeEach
  void start() throws Exception {
    Needs.openSsl();
    certificate = TestCertificates.localhost();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.create(any, 128);
    server.setExecutor(threads);
    server.createContext("/upload", Http2ClientsTest::uploaded);
    server.createContext("/large", exchange -> send(exchange, new byte[LARGE]));
    server.createContext("/", exchange -> send(exchange, "<p>hello</p>".getBytes()));
    server.start();
    sockets = Peer.of(WebSocketServer::serve);
    balancer =
        Running.of(
            """
            global
              log $log local0
            defaults
              mode http
              log global
              timeout connect 5s
              timeout client 20s
              timeout server 20s
            frontend f
              bind 127.0.0.1:0 ssl crt %s alpn h2,http/1.1
              log-format "%%HV %%HM %%HP %%ST"
              use_backend sockets if { path /chat }
              default_backend b
            frontend clear
              bind 127.0.0.1:0
              log-format "%%HV %%HM %%HP %%ST"
              default_backend b
            backend b
              server s 127.0.0.1:%d
            backend sockets
              server s %s
            """
                .formatted(certificate, server.getAddress().getPort(), sockets.address()));
  }

  @AfterEach
  void stop() {
    if (balancer != null) {
      balancer.close();
      sockets.close();
      server.stop(0);
    }
    threads.shutdownNow();
  }

  /** Answers with how much has come. */
  private static void uploaded(HttpExchange exchange) throws IOException {
    int length = exchange.getRequestBody().readAllBytes().length;
    send(exchange, ("" + length).getBytes());
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    boolean none = exchange.getRequestMethod().equals("HEAD");
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, none ? -1 : body.length);
    if (!none) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private String url(String path) {
    return "https://127.0.0.1:" + balancer.port("f") + path;
  }

  private Path file(int length) throws IOException {
    return Files.write(folder.resolve("body"), new byte[length]);
  }

  private static String output(Tool tool, String... arguments) throws Exception {
    Tool.Result result = tool.run(arguments);
    assertEquals(0, result.status(), result.output());
    return result.output();
  }

  // --- curl ------------------------------------------------------------------------------------

  private String curl(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("-s", "-S", "--cacert", certificate.toString()));
    all.addAll(List.of(arguments));
    return output(Tool.named("curl"), all.toArray(new String[0]));
  }

  @Test
  void curlInTls() throws Exception {
    String told = curl("--http2", "-w", " %{http_version} %{http_code}", url("/"));
    assertEquals("<p>hello</p> 2 200", told);
    assertEquals("HTTP/2.0 GET " + url("/") + " 200", balancer.log().next());
    assertTrue(curl("--http2", "-I", url("/")).startsWith("HTTP/2 200"));
  }

  @Test
  void curlInClear() throws Exception {
    String address = "http://127.0.0.1:" + balancer.port("clear");
    String told = curl("--http2-prior-knowledge", "-w", " %{http_version}", address + "/");
    assertEquals("<p>hello</p> 2", told);
    // Whether a server would upgrade is asked of it, and HAProxy would not.
    assertEquals("<p>hello</p> 1.1", curl("--http2", "-w", " %{http_version}", address));
  }

  @Test
  void curlMovesLargeBodies() throws Exception {
    String uploaded = curl("--http2", "--data-binary", "@" + file(LARGE), url("/upload"));
    assertEquals("" + LARGE, uploaded);
    String size =
        curl("--http2", "-o", "/dev/null", "-w", "%{size_download} %{http_version}", url("/large"));
    assertEquals(LARGE + " 2", size);
  }

  // --- nghttp2 ---------------------------------------------------------------------------------

  @Test
  void nghttp() throws Exception {
    String told = output(Tool.named("nghttp"), "-nv", "-m", "5", url("/"));
    assertEquals(5, told.split(":status: 200", -1).length - 1, told);
    String body = output(Tool.named("nghttp"), "-d", file(LARGE).toString(), url("/upload"));
    assertTrue(body.strip().endsWith("" + LARGE), body);
  }

  @Test
  void h2load() throws Exception {
    String told = output(Tool.named("h2load"), "-n", "2000", "-c", "8", "-m", "20", url("/upload"));
    assertTrue(told.contains("2000 succeeded, 0 failed, 0 errored, 0 timeout"), told);
    assertTrue(told.contains("Application protocol: h2"), told);
  }

  // --- Python ----------------------------------------------------------------------------------

  @Test
  void pythonsH2() throws Exception {
    String python = Needs.python("h2");
    Path script = Path.of(Http2ClientsTest.class.getResource("h2-client.py").toURI());
    String told =
        output(
            Tool.named(Path.of(python)), script.toString(), "" + balancer.port("f"), "5", "300000");
    assertEquals("h2\n1:200:6 3:200:6 5:200:6 7:200:6 9:200:6\n", told);
  }

  // --- the JDK ---------------------------------------------------------------------------------

  private HttpClient client() throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null);
    String text = Files.readString(certificate);
    String pem = text.substring(text.indexOf("-----BEGIN CERTIFICATE"));
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    trusted.setCertificateEntry(
        "localhost", factory.generateCertificate(new java.io.ByteArrayInputStream(pem.getBytes())));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).executor(threads).build();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(url(path)));
  }

  @Test
  void theJdksClient() throws Exception {
    HttpClient client = client();
    HttpResponse<byte[]> large =
        client.send(to("/large").build(), HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(HttpClient.Version.HTTP_2, large.version());
    assertEquals(LARGE, large.body().length);
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    HttpRequest upload =
        to("/upload").POST(HttpRequest.BodyPublishers.ofByteArray(new byte[200_000])).build();
    for (int i = 0; i < 50; i++) {
      all.add(client.sendAsync(upload, HttpResponse.BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> one : all) {
      HttpResponse<String> answer = one.get(60, TimeUnit.SECONDS);
      assertEquals(HttpClient.Version.HTTP_2, answer.version());
      assertEquals("200000", answer.body());
    }
  }

  // --- a browser -------------------------------------------------------------------------------

  @Test
  void chromium() throws Exception {
    try (Browser browser = Browser.start("--ignore-certificate-errors")) {
      browser.open(url("/"));
      assertEquals("hello", browser.evaluate("document.querySelector('p').innerText"));
      String version = "performance.getEntriesByType('navigation')[0].nextHopProtocol";
      assertEquals("h2", browser.evaluate(version));
      browser.evaluate(
          "window.socket = new WebSocket('wss://' + location.host + '/chat'),"
              + " socket.onmessage = e => { window.got = e.data; socket.close(); },"
              + " socket.onopen = () => socket.send('there'), 1");
      Eventually.await(() -> browser.is("window.got === 'there and back'"));
      assertEquals("HTTP/2.0 GET " + url("/chat") + " 101", balancer.log().next(".*/chat .*"));
    }
  }
}
