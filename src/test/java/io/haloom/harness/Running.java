package io.haloom.harness;

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
import io.haloom.model.load.draft.Vocabulary;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Server;
import io.haloom.stats.ProcessFigures;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A Haloom in this JVM, made from a configuration text; {@code bind 127.0.0.1:0} takes any port. In
 * the text, {@code $log} stands for the address of {@link #log()}.
 */
public final class Running implements AutoCloseable {
  private static final String ANY_PORT = "bind 127.0.0.1:0";

  private final LogReceiver log = new LogReceiver();
  private final List<ReservedPort> ports = new ArrayList<>();
  private final Haloom haloom;

  private Running(String text, Vocabulary vocabulary) throws IOException {
    Environment environment = new Environment(new HashMap<>());
    Config config = load(withPorts(text).replace("$log", log.address()), environment, vocabulary);
    haloom = Haloom.create(config, settings(environment));
    List<Haloom.BindFailure> failures = haloom.bind();
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.toString());
    }
    haloom.start();
  }

  /** Starts it on the transport that {@code -Dhaloom.transport} names. */
  public static Running of(String config) {
    return of(config, Keywords.vocabulary("test"));
  }

  /** As the other one, with other words for log formats. */
  public static Running of(String config, Vocabulary vocabulary) {
    try {
      return new Running(config, vocabulary);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Config load(String text, Environment environment, Vocabulary vocabulary) {
    Diagnostics diagnostics = new Diagnostics();
    Surroundings surroundings =
        new Surroundings(environment, NameResolver.SYSTEM, vocabulary, "test");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Config config = new ConfigLoader(surroundings, diagnostics).load("test.cfg", bytes);
    if (config == null) {
      throw new AssertionError(diagnostics.all().toString());
    }
    return config;
  }

  /** What that text says, for one that runs already: its bind lines have the same ports. */
  public Config read(String config) {
    String text = config.replace("$log", log.address());
    for (ReservedPort reserved : ports) {
      text = text.replaceFirst(Pattern.quote(ANY_PORT), "bind 127.0.0.1:" + reserved.port());
    }
    return load(text, new Environment(new HashMap<>()), Keywords.vocabulary("test"));
  }

  /** HAProxy's language has no way to ask for any free port. */
  private String withPorts(String text) {
    String with = text;
    while (with.contains(ANY_PORT)) {
      ReservedPort reserved = new ReservedPort();
      ports.add(reserved);
      with = with.replaceFirst(Pattern.quote(ANY_PORT), "bind 127.0.0.1:" + reserved.port());
    }
    return with;
  }

  private static Haloom.Settings settings(Environment environment) {
    return new Haloom.Settings(
        System.getProperty("haloom.transport"),
        bind -> -1,
        false,
        new ProcessFigures.Limits(20_000, 20_000, 4_000, 1_000, 0),
        new NoProgram(environment),
        (level, message) -> {});
  }

  private record NoProgram(Environment left) implements ProgramServices {
    @Override
    public String startupLogs() {
      return "";
    }

    @Override
    public Map<String, String> environment() {
      return left.all();
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
    ports.forEach(ReservedPort::close);
    log.close();
  }
}
