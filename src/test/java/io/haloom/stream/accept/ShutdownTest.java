package io.haloom.stream.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.config.ConfigText;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.http.HttpLimits;
import io.haloom.http.HttpProtocols;
import io.haloom.http.h1.Http1Protocol;
import io.haloom.log.EventLog;
import io.haloom.log.Loggers;
import io.haloom.model.Config;
import io.haloom.model.ProxyConfig;
import io.haloom.model.load.ConfigLoader;
import io.haloom.model.load.address.NameResolver;
import io.haloom.model.load.draft.Surroundings;
import io.haloom.model.load.draft.Vocabulary;
import io.haloom.net.Connection;
import io.haloom.net.Transport;
import io.haloom.net.transport.Transports;
import io.haloom.proxy.BindListener;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.ManualTimers;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.stream.Session;
import io.haloom.stream.SessionServices;
import io.haloom.stream.facts.RuntimeFacts;
import io.haloom.stream.http.HttpMode;
import io.haloom.stream.http.HttpServices;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A soft stop whose clock is the test's, with one session that never ends. */
@Timeout(60)
class ShutdownTest {
  private static final String CONFIG =
      """
      global
        hard-stop-after 60s
      defaults
        mode http
        timeout client 1s
      frontend in
        bind 127.0.0.1:1
      """;

  private final ManualTimers timers = new ManualTimers();
  private final Transport transport = Transports.open("jdk", 1).transport();
  private final SessionServices services;
  private final Shutdown shutdown;

  /** How often the session was told to end, which is how often all sessions were gone through. */
  private int told;

  private boolean fails;

  ShutdownTest() throws IOException {
    Config config = config();
    Loggers loggers = new Loggers(config::global, config.rings().values(), alert -> {});
    EventLog events = new EventLog(loggers, (level, text) -> {});
    ProxyRuntime runtime = new ProxyRuntime(config, transport, events, timers);
    services =
        new SessionServices(
            runtime,
            loggers,
            new RuntimeFacts(runtime, Map.of()),
            new HttpProtocols(Http1Protocol.of(HttpLimits.DEFAULT), null));
    ProxyConfig proxy = config.proxies().get(0);
    Frontend frontend = new Frontend(runtime, proxy);
    runtime.add(new Proxy(proxy, frontend, null));
    BindListener line = new BindListener(frontend, proxy.frontend().binds().get(0), null);
    Session session = new Session(services, line, stubborn());
    session.idle(true);
    services.table().add(session);
    Listeners listeners =
        new Listeners(services, new HttpMode(services, HttpServices.NONE), bind -> -1);
    shutdown = new Shutdown(runtime, services, listeners, () -> {});
  }

  private static Config config() {
    Surroundings surroundings =
        new Surroundings(new Environment(Map.of()), NameResolver.NONE, Vocabulary.NONE, "host");
    return new ConfigLoader(surroundings, new Diagnostics())
        .load("test.cfg", ConfigText.bytes(CONFIG));
  }

  /** A connection that has been idle for long, and stays whatever it is told. */
  private Connection stubborn() {
    return (Connection)
        java.lang.reflect.Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (connection, method, arguments) -> {
              if (method.getName().equals("abort")) {
                told++;
                if (fails) {
                  throw new IllegalStateException("of a test");
                }
              }
              return switch (method.getName()) {
                case "loop" -> 0;
                case "now" -> System.nanoTime() - 10_000_000_000L;
                default -> null;
              };
            });
  }

  @AfterEach
  void close() throws Exception {
    transport.close();
  }

  @Test
  void sessionsAreGoneThroughTwiceASecond() {
    shutdown.soft();
    timers.pass(900);
    assertEquals(0, told, "a second for one more request");
    timers.pass(50_000);
    assertTrue(told >= 50 && told <= 105, told + " times in 50 s");
  }

  @Test
  void neitherIsKillingThemRepeatedMoreOften() {
    shutdown.soft();
    timers.pass(59_990);
    told = 0;
    timers.pass(20);
    assertEquals(1, told, "the hard stop is on time");
    timers.pass(50_000);
    assertTrue(told >= 50 && told <= 105, told + " times in 50 s");
  }

  @Test
  void aLookThatFailsIsNotTheLast() throws Exception {
    shutdown.soft();
    fails = true;
    assertThrows(IllegalStateException.class, () -> timers.pass(5_000));
    services.table().select(s -> true).forEach(services.table()::remove);
    timers.pass(50);
    shutdown.await();
  }

  @Test
  void theEndIsNoticedAtOnce() throws Exception {
    shutdown.soft();
    timers.pass(10_020);
    services.table().select(s -> true).forEach(services.table()::remove);
    timers.pass(50);
    shutdown.await();
    told = 0;
    timers.pass(5_000);
    assertEquals(0, told, "nothing is looked at any more");
  }
}
