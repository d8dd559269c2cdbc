package io.haloom.process;

import io.haloom.Haloom;
import io.haloom.Keywords;
import io.haloom.admin.ProgramServices;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.log.LogRing;
import io.haloom.model.Config;
import io.haloom.model.load.ConfigLoader;
import io.haloom.model.load.address.NameResolver;
import io.haloom.model.load.draft.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Some requests through a small balancer of its own on 127.0.0.1, for a process that is to take
 * over from one that serves: that one goes on meanwhile, and no client of this one has to wait for
 * classes that are loaded by the first request. It begins while the configuration's addresses are
 * bound. Where it cannot be done, the first clients wait a little longer.
 */
public final class Warmup {
  private static final int CONNECTIONS = 12;
  private static final int REQUESTS = 5;
  private static final int BACKLOG = 16;
  private static final int ANSWER_MILLIS = 10_000;

  /** The old process serves meanwhile, but has been told nothing yet. */
  private static final int PATIENCE_MILLIS = 2000;

  private static final byte[] REQUEST = bytes("GET /warm HTTP/1.1\r\nHost: warm-up\r\n\r\n");
  private static final byte[] RESPONSE = bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

  private final Haloom.Settings settings;
  private final Thread thread;
  private volatile boolean late;
  private volatile boolean done;

  private Warmup(Haloom.Settings settings) {
    this.settings = settings;
    thread = Thread.ofPlatform().daemon().name("warm-up").unstarted(this::run);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Begins, on a thread of its own.
   *
   * @param settings those of the balancer that is to serve, of which nothing but the transport and
   *     the limits is taken
   */
  static Warmup begin(Haloom.Settings settings) {
    Warmup warmup = new Warmup(settings);
    warmup.thread.start();
    return warmup;
  }

  /** There are no commands here. */
  private record NoProgram() implements ProgramServices {
    @Override
    public Map<String, String> environment() {
      return Map.of();
    }

    @Override
    public Map<String, LogRing> rings() {
      return Map.of();
    }

    @Override
    public String startupLogs() {
      return "";
    }
  }

  /**
   * Waits for its end, though not for ever.
   *
   * @return whether every request was answered
   */
  boolean await() throws InterruptedException {
    thread.join(PATIENCE_MILLIS);
    late = true;
    return done;
  }

  /** Whether it goes on. */
  boolean goesOn() {
    return thread.isAlive();
  }

  private void run() {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, BACKLOG, here);
        DatagramSocket log = new DatagramSocket(new InetSocketAddress(here, 0))) {
      Thread.ofPlatform().daemon().name("warm-up server").start(() -> accept(server));
      int http = freePort();
      int tcp = freePort();
      Config config = config(http, tcp, server.getLocalPort(), log.getLocalPort());
      try (Haloom haloom = Haloom.create(config, quiet())) {
        // The one that serves is the last to start, for complaints of the process go there.
        if (!late && haloom.bind().isEmpty()) {
          haloom.start();
          for (int i = 0; i < CONNECTIONS; i++) {
            ask(http);
            ask(tcp);
          }
          done = true;
        }
      }
    } catch (IOException | RuntimeException e) {
      // No address here, no descriptor left: this is no reason not to serve.
      return;
    }
  }

  private Haloom.Settings quiet() {
    return new Haloom.Settings(
        settings.transport(),
        bind -> -1,
        false,
        settings.limits(),
        new NoProgram(),
        (level, text) -> {});
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static Config config(int http, int tcp, int server, int log) {
    String text =
        """
        global
            nbthread 1
            maxconn 100
            log 127.0.0.1:%d local0
        defaults
            log global
            timeout connect 10s
            timeout client 10s
            timeout server 10s
        frontend warm-http
            mode http
            bind 127.0.0.1:%d
            option httplog
            option forwardfor
            acl warm path_beg /warm
            http-request set-header X-Warm %%[src] if warm
            use_backend warm-http if warm
        backend warm-http
            mode http
            http-response set-header X-Warm %%[status]
            server one 127.0.0.1:%d
        listen warm-tcp
            mode tcp
            bind 127.0.0.1:%d
            option tcplog
            server one 127.0.0.1:%d
        """
            .formatted(log, http, server, tcp, server);
    Surroundings surroundings =
        new Surroundings(
            new Environment(new HashMap<>()),
            NameResolver.SYSTEM,
            Keywords.vocabulary("warm-up"),
            "warm-up");
    Diagnostics diagnostics = new Diagnostics();
    Config config = new ConfigLoader(surroundings, diagnostics).load("warm-up", bytes(text));
    if (config == null) {
      throw new IllegalStateException(diagnostics.all().toString());
    }
    return config;
  }

  private static void accept(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofPlatform().daemon().name("warm-up server").start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void serve(Socket connection) {
    try (Socket client = connection) {
      while (readHead(client.getInputStream())) {
        client.getOutputStream().write(RESPONSE);
      }
    } catch (IOException e) {
      // The balancer has ended.
      return;
    }
  }

  private static void ask(int port) throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      client.setSoTimeout(ANSWER_MILLIS);
      for (int i = 0; i < REQUESTS; i++) {
        client.getOutputStream().write(REQUEST);
        if (!readHead(client.getInputStream())) {
          throw new IOException("no answer");
        }
        client.getInputStream().readNBytes(2);
      }
    }
  }

  /** Reads up to an empty line; false at the end of the stream. */
  private static boolean readHead(InputStream in) throws IOException {
    int length = -1;
    while (length != 0) {
      length = 0;
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          return false;
        }
        length += b == '\r' ? 0 : 1;
      }
    }
    return true;
  }
}
