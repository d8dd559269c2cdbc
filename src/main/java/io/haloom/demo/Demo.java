package io.haloom.demo;

import io.haloom.cli.Console;
import io.haloom.net.tls.SelfSigned;
import io.haloom.net.tls.TlsContext;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code haloom demo}: three servers, a balancer before them and clients of its own, all in this
 * process and on 127.0.0.1; and {@code haloom rehearse}: the same for a moment and without a word,
 * from which the JVM records what a start needs.
 */
public final class Demo {
  private static final int SERVERS = 3;
  private static final int CLIENTS = 40;

  private final Console console;
  private final Program program;
  private final List<DemoServer> servers = new ArrayList<>();
  private final int frontendPort;
  private final int statsPort;
  private final int httpsPort;
  private final Path socket;

  /** Its certificate, where the system has OpenSSL; else null. */
  private Path certificate;

  /** Haloom as its command line starts it: returns the exit status. */
  public interface Program {
    int run(String... args) throws IOException, InterruptedException;
  }

  private Demo(Console console, Program program, int frontendPort, int statsPort, Path socket)
      throws IOException {
    this.console = console;
    this.program = program;
    this.frontendPort = freePort(frontendPort);
    this.statsPort = freePort(statsPort);
    this.httpsPort = freePort(statsPort == 0 ? 0 : 8443);
    this.socket = socket;
    for (int i = 1; i <= SERVERS; i++) {
      servers.add(new DemoServer("server" + i));
    }
  }

  /** Runs until interrupted; returns the exit status. */
  public static int show(Console console, Program program)
      throws IOException, InterruptedException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    Demo demo = new Demo(console, program, 1884, 1080, folder.resolve("haloom-demo.sock"));
    demo.makeCertificate();
    demo.explain();
    DemoTraffic traffic = new DemoTraffic(demo.frontendPort, demo.statsPort, demo.socket);
    traffic.keepTalking(CLIENTS);
    Thread.ofVirtual().start(() -> demo.servers.get(SERVERS - 1).comeAndGo());
    return demo.balance("");
  }

  /** Runs through what a start and its first connections need, and ends. */
  public static int rehearse(Console console, Program program)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("haloom-rehearsal");
    try {
      Demo demo = new Demo(console, program, 0, 0, folder.resolve("socket"));
      demo.makeCertificate();
      DemoTraffic traffic = new DemoTraffic(demo.frontendPort, demo.statsPort, demo.socket);
      int httpPort = freePort(0);
      Thread.ofPlatform().start(() -> traffic.rehearse(httpPort));
      int linePort = demo.servers.get(0).port();
      String secure = demo.certificate == null ? "" : Rehearsal.secure(demo.httpsPort);
      return demo.balance(Rehearsal.configuration(httpPort, demo.statsPort, linePort) + secure);
    } finally {
      Files.deleteIfExists(folder.resolve("socket"));
      Files.delete(folder);
    }
  }

  private static int freePort(int preferred) throws IOException {
    try (ServerSocket probe = new ServerSocket(preferred, 1, DemoServer.home())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      if (preferred == 0) {
        throw e;
      }
      return freePort(0);
    }
  }

  private int balance(String more) throws IOException, InterruptedException {
    Path file = Files.createTempFile("haloom-demo", ".cfg");
    try {
      Files.writeString(file, configuration() + more);
      return program.run("-db", "-f", file.toString());
    } finally {
      Files.deleteIfExists(file);
      if (certificate != null) {
        Files.deleteIfExists(certificate);
      }
    }
  }

  /** A certificate of its own, for a day; the file is there until the demo ends. */
  private void makeCertificate() throws IOException {
    if (TlsContext.isThere()) {
      certificate = Files.createTempFile("haloom-demo", ".pem");
      Files.write(certificate, SelfSigned.pem("localhost", 1));
    }
  }

  private String https() {
    return certificate == null
        ? ""
        : """
          frontend my-https-in
              mode http
              bind 127.0.0.1:%d ssl crt %s
              http-request return content-type text/plain lf-string "%%[ssl_fc_protocol], %%[ssl_fc_cipher]\\n"
          """
            .formatted(httpsPort, certificate);
  }

  private String configuration() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        global
            maxconn 1000
            stats socket %s level admin
        defaults
            mode tcp
            retries 3
            timeout connect 5s
            timeout client 300s
            timeout server 300s
        frontend my-tcp-in
            bind 127.0.0.1:%d
            default_backend my-servers
        backend my-servers
            balance roundrobin
            option redispatch
        """
            .formatted(socket, frontendPort));
    for (DemoServer server : servers) {
      text.append("    server %s 127.0.0.1:%d".formatted(server.name(), server.port()));
      text.append(" maxconn 500 check inter 1000 rise 2 fall 3\n");
    }
    text.append(https());
    return text.append(
            """
            listen admin_status
                mode http
                bind 127.0.0.1:%d
                maxconn 10
                timeout connect 5s
                stats enable
                stats refresh 5s
                stats uri /stats
                stats realm Haloom\\ demo
                stats auth admin:admin
                stats admin if TRUE
            """
                .formatted(statsPort))
        .toString();
  }

  private void explain() {
    console.say(
        """
        Three servers, %s, stand behind 127.0.0.1:%d. Each answers every line
        with its name. %d clients talk to them; server%d leaves now and then and comes back.

          Look:     http://127.0.0.1:%d/stats          (admin, admin: take a server out and in)
          Talk:     socat stdio tcp:127.0.0.1:%d       (type a line; each connection gets the next server)
          HTTPS:    %s
          Command:  echo "show stat" | socat stdio %s
                    echo "disable server my-servers/server1" | socat stdio %s
                    echo "help" | socat stdio %s

        The configuration:

        %s
        Ctrl-C ends it. What follows is what the balancer has to say:
        """
            .formatted(
                String.join(", ", servers.stream().map(DemoServer::name).toList()),
                frontendPort,
                CLIENTS,
                SERVERS,
                statsPort,
                frontendPort,
                certificate == null
                    ? "not without OpenSSL (apt-get install libssl3)"
                    : "curl --cacert " + certificate + " https://localhost:" + httpsPort + "/",
                socket,
                socket,
                socket,
                configuration().indent(4)));
  }
}
