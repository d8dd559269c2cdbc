package io.haloom.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.haloom.config.ConfigText;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.model.BalanceConfig;
import io.haloom.model.Config;
import io.haloom.model.load.ConfigLoader;
import io.haloom.model.load.address.NameResolver;
import io.haloom.model.load.draft.Surroundings;
import io.haloom.model.load.draft.Vocabulary;
import io.haloom.proxy.Backend;
import io.haloom.proxy.BalanceKey;
import io.haloom.proxy.ProxyWorld;
import io.haloom.proxy.ServerSlot;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every algorithm that hashes, with what HAProxy chose for the same requests. */
class HashInputTest {

  @TestFactory
  Stream<DynamicTest> requests() throws Exception {
    return tests("layer7.txt", "http");
  }

  @TestFactory
  Stream<DynamicTest> rdpCookies() throws Exception {
    return tests("rdp-cookie.txt", "tcp");
  }

  @TestFactory
  Stream<DynamicTest> changes() throws Exception {
    return tests("changes.txt", "http");
  }

  private static Stream<DynamicTest> tests(String file, String mode) throws Exception {
    Map<String, List<BalanceKey>> families = new HashMap<>();
    List<BalanceKey> family = null;
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : lines(file)) {
      if (line.startsWith("requests ")) {
        family = new ArrayList<>();
        families.put(line.substring("requests ".length()), family);
      } else if (line.equals("choices")) {
        family = null;
      } else if (family != null) {
        family.add(mode.equals("http") ? RequestKey.http(line) : RequestKey.tcp(line));
      } else if (!line.startsWith("#")) {
        String[] row = line.split(" \\| ", -1);
        List<BalanceKey> keys = families.get(row[0]);
        tests.add(DynamicTest.dynamicTest(line, () -> check(row, mode, keys)));
      }
    }
    return tests.stream();
  }

  private static List<String> lines(String file) throws Exception {
    try (InputStream in = HashInputTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }

  private static void check(String[] row, String mode, List<BalanceKey> keys) {
    Backend backend = backend(mode, row[1], row[2], row[3].split(", "));
    assertEquals(row[4], chosen(backend, keys));
    for (int i = 5; i < row.length; i += 2) {
      change(backend, row[i].split(" ", 3));
      assertEquals(row[i + 1], chosen(backend, keys), row[i]);
    }
  }

  private static void change(Backend backend, String[] words) {
    String name = words[1];
    switch (words[0]) {
      case "maint" -> backend.server(name).changes().maintenance();
      case "ready" -> backend.server(name).changes().ready();
      case "weight" -> assertNull(backend.server(name).changes().changeWeight(words[2]));
      case "add" -> {
        String server = words.length < 3 ? name : name + " " + words[2];
        backend.dynamicServers().add(ProxyWorld.added(server)).changes().ready();
      }
      case "del" -> assertNull(backend.dynamicServers().remove(backend.server(name)));
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private static String chosen(Backend backend, List<BalanceKey> keys) {
    StringBuilder names = new StringBuilder();
    for (BalanceKey key : keys) {
      try (ServerSlot slot = backend.tryAssign(key, null)) {
        names.append(slot.server().name());
      }
    }
    return names.toString();
  }

  private static Backend backend(String mode, String balance, String hashType, String... servers) {
    String text =
        """
        backend b
         timeout connect 1s
         timeout server 1s
         mode %s
         balance %s
        """
            .formatted(mode, balance);
    return new Picks(config(hashType.isEmpty() ? text : text + " hash-type " + hashType + "\n"))
        .backend(servers);
  }

  private static BalanceConfig config(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Surroundings surroundings =
        new Surroundings(
            new Environment(Map.of()),
            NameResolver.NONE,
            new Vocabulary(name -> null, Map.of()),
            "host");
    Config config =
        new ConfigLoader(surroundings, diagnostics).load("test.cfg", ConfigText.bytes(text));
    assertNotNull(config, () -> diagnostics.all().toString());
    return config.proxies().getFirst().backend().balance();
  }
}
