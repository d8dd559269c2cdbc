package io.haloom.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.balance.Balancers;
import io.haloom.model.BalanceConfig;
import io.haloom.model.ProxyConfig;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.state.OperatingState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replays {@code states.txt}, recorded from HAProxy. */
class StateGoldenTest {

  @TestFactory
  Stream<DynamicTest> asHaproxy() throws IOException {
    List<List<String>> scenarios = new ArrayList<>();
    for (String line : lines()) {
      if (line.startsWith("## ")) {
        scenarios.add(new ArrayList<>());
      }
      if (!scenarios.isEmpty()) {
        scenarios.getLast().add(line);
      }
    }
    assertTrue(scenarios.size() > 3);
    return scenarios.stream()
        .map(all -> DynamicTest.dynamicTest(all.get(0).substring(3), () -> replay(all)));
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = StateGoldenTest.class.getResourceAsStream("states.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static void replay(List<String> scenario) {
    ProxyWorld world = new ProxyWorld(Balancers::of);
    world.runtime.started(false);
    int at = 1;
    while (!scenario.get(at).startsWith("  =")) {
      at = declare(world, scenario, at);
    }
    world.runtime.started(true);
    assertEquals(scenario.get(at), states(world), "at the start");
    at++;
    while (at < scenario.size()) {
      String command = scenario.get(at++);
      List<String> expected = new ArrayList<>();
      while (at < scenario.size() && scenario.get(at).startsWith("  ")) {
        expected.add(scenario.get(at++));
      }
      assertEquals(
          String.join("\n", expected),
          String.join("\n", run(world, command.substring(2))),
          command);
    }
  }

  private static int declare(ProxyWorld world, List<String> scenario, int start) {
    String[] words = scenario.get(start).split(" ");
    List<String> servers = new ArrayList<>();
    int at = start + 1;
    while (scenario.get(at).startsWith(" server ")) {
      servers.add(scenario.get(at++).substring(8));
    }
    world.kind(words[0].equals("listen") ? ProxyConfig.Kind.LISTEN : ProxyConfig.Kind.BACKEND);
    boolean fixed = words.length > 2;
    world.balanced(
        ProxyWorld.balance(
            fixed ? BalanceConfig.Algorithm.STATIC_RR : BalanceConfig.Algorithm.ROUNDROBIN));
    world.backend(words[1], servers.toArray(String[]::new));
    return at;
  }

  private static List<String> run(ProxyWorld world, String command) {
    world.events.take();
    List<String> seen = new ArrayList<>();
    String answer = execute(world, command.split(" "));
    if (answer != null) {
      seen.add("  ! " + answer.strip());
    }
    world.events.take().forEach(line -> seen.add("  " + line));
    seen.add(states(world));
    return seen;
  }

  private static String execute(ProxyWorld world, String[] words) {
    String[] name = words[2].split("/");
    Server server = world.runtime.backend(name[0]).server(name[1]);
    switch (words[0] + " " + words[1]) {
      case "disable server" -> server.changes().maintenance();
      case "enable server" -> server.changes().ready();
      case "disable health" -> server.check().enabled(false);
      case "enable health" -> server.check().enabled(true);
      case "disable agent" -> server.agent().enabled(false);
      case "set weight" -> {
        return server.changes().changeWeight(words[3]);
      }
      default -> {
        return set(server, words[3], words[4]);
      }
    }
    return null;
  }

  private static String set(Server server, String what, String value) {
    switch (what + " " + value) {
      case "state ready" -> server.changes().ready();
      case "state drain" -> server.changes().drain();
      case "state maint" -> server.changes().maintenance();
      case "health up", "health down", "health stopping" -> {
        return health(server, value);
      }
      case "agent up", "agent down" -> {
        if (!server.agent().enabled()) {
          return "agent checks are not enabled on this server.";
        }
        server.changes().forceAgent(value.equals("up"));
      }
      default -> {
        return server.changes().changeWeight(value);
      }
    }
    return null;
  }

  private static String health(Server server, String value) {
    if (server.tracked() != null) {
      return "cannot change health on a tracking server.";
    }
    server
        .changes()
        .forceHealth(
            switch (value) {
              case "up" -> OperatingState.RUNNING;
              case "down" -> OperatingState.STOPPED;
              default -> OperatingState.STOPPING;
            });
    return null;
  }

  private static String states(ProxyWorld world) {
    List<String> states = new ArrayList<>();
    for (Backend backend : world.runtime.backends()) {
      for (Server server : backend.servers()) {
        states.add(
            server.fullName() + " " + server.statusText() + " weight " + server.effectiveWeight());
      }
      states.add(
          backend.name()
              + (backend.totalWeight() > 0 ? " UP" : " DOWN")
              + " weight "
              + backend.totalWeight()
              + " act "
              + backend.activeUsable()
              + " bck "
              + backend.backupUsable()
              + " downs "
              + backend.counters().get(Counter.DOWN_TRANSITIONS));
    }
    return "  = " + String.join("; ", states);
  }
}
