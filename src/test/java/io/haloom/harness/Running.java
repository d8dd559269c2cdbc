package io.haloom.harness;

import io.haloom.Haloom;
import io.haloom.Keywords;
import io.haloom.admin.ProgramServices;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.log.LogRing;
import io.haloom.model.Config;
import io.haloom.model.load.ConfigLoader;
import io.haloom.model.load.NameResolver;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Server;
import io.haloom.stats.ProcessFigures;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A Haloom in this JVM, made from a configuration text; {@code bind 127.0.0.1:0} takes any port. In
 * the text, {@code $log} stands for the address of {@link #log()}.
 */
public final class Running implements AutoCloseable {
  private static final String ANY_PORT = "bind 127.0.0.1:0";

  private final LogReceiver log = new LogReceiver();
  private final Haloom haloom;

  private Running(String text) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    ConfigLoader.Surroundings surroundings =
        new ConfigLoader.Surroundings(
            new Environment(new HashMap<>()),
            NameResolver.SYSTEM,
            Keywords.vocabulary("test"),
            "test",
            false,
            false,
            Set.of());
    byte[] bytes = withPorts(text).replace("$log", log.address()).getBytes(StandardCharsets.UTF_8);
    Config config = new ConfigLoader(surroundings, diagnostics).load("test.cfg", bytes);
    if (config == null) {
      throw new AssertionError(diagnostics.all().toString());
    }
    haloom = Haloom.create(config, settings());
    List<Haloom.BindFailure> failures = haloom.bind();
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.toString());
    }
    haloom.start();
  }

  /** Starts it on the transport that {@code -Dhaloom.transport} names. */
  public static Running of(String config) {
    try {
      return new Running(config);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** HAProxy's language has no way to ask for any free port. */
  private static String withPorts(String text) {
    String with = text;
    while (with.contains(ANY_PORT)) {
      with = with.replaceFirst(Pattern.quote(ANY_PORT), "bind 127.0.0.1:" + Peer.refusingPort());
    }
    return with;
  }

  private static Haloom.Settings settings() {
    return new Haloom.Settings(
        System.getProperty("haloom.transport"),
        bind -> -1,
        false,
        new ProcessFigures.Limits(20_000, 20_000, 4_000, 1_000, 0),
        new NoProgram(),
        (level, message) -> {});
  }

  private record NoProgram() implements ProgramServices {
    @Override
    public String startupLogs() {
      return "";
    }

    @Override
    public Map<String, String> environment() {
      return Map.of();
    }

    @Override
    public Map<String, LogRing> rings() {
      return Map.of();
    }
  }

  public Haloom haloom() {
    return haloom;
  }

  /** What it logged to {@code $log}. */
  public LogReceiver log() {
    return log;
  }

  /** The port of the first bind line of that frontend. */
  public int port(String frontend) {
    return ((InetSocketAddress)
            haloom.runtime().frontend(frontend).listeners().get(0).listener().localAddress())
        .getPort();
  }

  /** A client connected to that frontend, its reads bounded by ten seconds. */
  public Socket connect(String frontend) throws IOException {
    Socket socket = new Socket("127.0.0.1", port(frontend));
    socket.setSoTimeout(10_000);
    return socket;
  }

  public Backend backend(String name) {
    return haloom.runtime().backend(name);
  }

  public Server server(String backend, String name) {
    return backend(backend).server(name);
  }

  @Override
  public void close() {
    haloom.close();
    log.close();
  }
}
