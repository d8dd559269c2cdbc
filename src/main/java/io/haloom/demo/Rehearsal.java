package io.haloom.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a rehearsal has beside the demo: HTTP mode with rules, and checks of several kinds. */
public final class Rehearsal {
  private static final int CONNECTIONS = 100;
  private static final int REQUESTS = 40;
  private static final int HANDSHAKES = 80;

  private Rehearsal() {}

  /**
   * Sections of a configuration.
   *
   * @param httpPort where HTTP is balanced
   * @param pagePort of the statistics page, which stands for a server here
   * @param linePort of a server that answers lines
   */
  static String configuration(int httpPort, int pagePort, int linePort) {
    return """
    frontend rehearsal-http
        mode http
        bind 127.0.0.1:%d
        option forwardfor
        acl page path_beg /stats
        acl mobile hdr_sub(user-agent) -i mobile android
        http-request set-header X-Rehearsal %%[src] if page
        http-request set-var(txn.host) req.hdr(host),lower
        http-response set-header X-Host %%[var(txn.host)]
        redirect location /m if mobile
        use_backend rehearsal-%%[path,field(2,/)] if { path /tls }
        use_backend rehearsal-pages if page
        default_backend rehearsal-pages
    backend rehearsal-pages
        mode http
        cookie SERVER insert indirect nocache
        option httpchk GET /stats
        http-check expect status 401
        server page 127.0.0.1:%d cookie p check inter 100ms
    backend rehearsal-lines
        option tcp-check
        tcp-check send rehearsal\\n
        tcp-check expect rstring server
        server lines 127.0.0.1:%d check inter 100ms agent-check agent-port %d agent-inter 100ms
    """
        .formatted(httpPort, pagePort, linePort, linePort);
  }

  /**
   * The same for TLS on both sides of the balancer.
   *
   * @param httpsPort where HTTPS is balanced
   */
  static String secure(int httpsPort) {
    return """
    backend rehearsal-tls
        mode http
        http-reuse never
        default-server ssl verify none sni str(localhost) check inter 100ms
        server one 127.0.0.1:%d
        server two 127.0.0.1:%d ssl-max-ver TLSv1.2
    """
        .formatted(httpsPort, httpsPort);
  }

  /**
   * Sends requests over one connection after the other: what is recorded shows that connections
   * end, and code that is compiled by that need not be compiled again when the first does.
   */
  static void askAgain(int httpPort) throws IOException {
    for (int i = 0; i < HANDSHAKES; i++) {
      ask(httpPort, "/tls", 1);
    }
    for (int i = 0; i < CONNECTIONS; i++) {
      ask(httpPort, "/stats", REQUESTS);
    }
  }

  private static void ask(int httpPort, String path, int requests) throws IOException {
    try (Socket web = new Socket(DemoServer.home(), httpPort)) {
      byte[] request =
          ("HEAD "
                  + path
                  + " HTTP/1.1\r\nHost: Demo\r\nUser-Agent: rehearsal\r\n"
                  + "Authorization: Basic YWRtaW46YWRtaW4=\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < requests; i++) {
        web.getOutputStream().write(request);
        readHead(web.getInputStream());
      }
    }
  }

  private static void readHead(InputStream in) throws IOException {
    int line = -1;
    while (line != 0) {
      line = 0;
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          throw new IOException("the balancer left");
        }
        line += b == '\r' ? 0 : 1;
      }
    }
  }
}
