package io.haloom.http.h2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.admin.Haproxy;
import io.haloom.harness.Needs;
import io.haloom.harness.Peer;
import io.haloom.harness.ReservedPort;
import io.haloom.harness.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cases of {@code conformance.txt} and {@code conformance-server.txt}. What HAProxy does with
 * each is in files whose names end with {@code -haproxy}, which {@code -Dhaloom.conformance=record}
 * writes anew.
 */
class H2ConformanceTest {
  private static final String CLIENTS = "conformance";
  private static final String SERVERS = "conformance-server";

  @TempDir Path folder;

  /** What comes of a case. */
  private interface Visit {
    String outcome(ConformanceCase test) throws Exception;
  }

  private static List<ConformanceCase> cases(String file) throws Exception {
    return ConformanceCase.read(file + ".txt");
  }

  private static Path recorded(String file) {
    return ConformanceCase.FOLDER.resolve(file + "-haproxy.txt");
  }

  @Test
  void eachCaseHasANumberOfItsOwn() throws Exception {
    for (String file : List.of(CLIENTS, SERVERS)) {
      List<ConformanceCase> cases = cases(file);
      assertEquals(cases.size(), new TreeSet<>(cases.stream().map(c -> c.id()).toList()).size());
      assertTrue(cases.stream().noneMatch(c -> c.lines().isEmpty() || c.allowed().isEmpty()));
    }
  }

  @Test
  void haproxyDoesWhatIsRecordedOfClients() throws Exception {
    Needs.haproxy();
    try (ReservedPort port = new ReservedPort();
        Peer server = ConformanceWorld.server();
        Haproxy haproxy = haproxy(ConformanceWorld.ofClients(bind(port), server.address()))) {
      assertTrue(haproxy.isAlive());
      assertRecorded(CLIENTS, test -> ConformanceVisit.outcome(test, port.port()));
    }
  }

  @Test
  void haproxyDoesWhatIsRecordedOfServers() throws Exception {
    Needs.haproxy();
    try (ReservedPort port = new ReservedPort();
        ConformanceServer server = new ConformanceServer();
        Haproxy haproxy = haproxy(ConformanceWorld.ofServers(bind(port), server.address()))) {
      assertTrue(haproxy.isAlive());
      assertRecorded(SERVERS, test -> server.outcome(test, port.port()));
    }
  }

  private static String bind(ReservedPort port) {
    return "127.0.0.1:" + port.port();
  }

  private Haproxy haproxy(String configuration) throws Exception {
    return ConformanceWorld.haproxy(folder, configuration);
  }

  private static void assertRecorded(String file, Visit visit) throws Exception {
    List<String> lines = new ArrayList<>();
    for (ConformanceCase test : cases(file)) {
      if (!test.isForHaproxy()) {
        continue;
      }
      lines.add(test.id() + " " + visit.outcome(test));
    }
    if ("record".equals(System.getProperty("haloom.conformance"))) {
      Files.write(recorded(file), lines);
    }
    assertEquals(String.join("\n", Files.readAllLines(recorded(file))), String.join("\n", lines));
  }

  @Test
  void haloomDoesWhatIsAllowedToClients() throws Exception {
    try (Peer server = ConformanceWorld.server();
        Running balancer =
            Running.of(ConformanceWorld.ofClients("127.0.0.1:0", server.address()))) {
      assertAllowed(CLIENTS, test -> ConformanceVisit.outcome(test, balancer.port("h2")));
    }
  }

  @Test
  void haloomDoesWhatIsAllowedToServers() throws Exception {
    try (ConformanceServer server = new ConformanceServer();
        Running balancer =
            Running.of(ConformanceWorld.ofServers("127.0.0.1:0", server.address()))) {
      assertAllowed(SERVERS, test -> server.outcome(test, balancer.port("h1")));
    }
  }

  private static void assertAllowed(String file, Visit visit) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (ConformanceCase test : cases(file)) {
      String outcome = visit.outcome(test);
      List<String> allowed = test.haloom() == null ? test.allowed() : List.of(test.haloom());
      if (!allowed.contains(outcome)) {
        wrong.add(test + ": " + outcome + ", not " + allowed);
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  /** Each difference has its reason, and each reason a difference. */
  @ParameterizedTest
  @ValueSource(strings = {CLIENTS, SERVERS})
  void whereHaproxyDoesSomethingElseThatIsSaid(String file) throws Exception {
    Map<String, String> outcomes = new HashMap<>();
    for (String line : Files.readAllLines(recorded(file))) {
      outcomes.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
    }
    List<String> found = new ArrayList<>();
    for (ConformanceCase test : cases(file)) {
      String outcome = outcomes.get(test.id());
      boolean allowed = test.isForHaproxy() && test.allowed().contains(outcome);
      if (allowed != (test.haproxy() == null)) {
        found.add(test + ": " + outcome);
      }
    }
    assertEquals("", String.join("\n", found));
  }
}
