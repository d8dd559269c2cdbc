package io.haloom.model.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.haloom.config.Diagnostic.Severity;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.model.Config;
import io.haloom.model.ProxyConfig;
import io.haloom.model.ServerConfig;
import io.haloom.model.load.address.NameResolver;
import io.haloom.model.load.draft.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A configuration of 2018 with comments in Chinese right after the words. */
class SeedConfigTest {
  private final Diagnostics diagnostics = new Diagnostics();

  private Config load(String text) {
    Surroundings surroundings =
        new Surroundings(
            new Environment(Map.of()),
            NameResolver.NONE,
            io.haloom.Keywords.vocabulary("host"),
            "host");
    return new ConfigLoader(surroundings, diagnostics)
        .load("haproxy.cfg", io.haloom.config.ConfigText.bytes(text));
  }

  private static String seed() throws IOException {
    try (InputStream in = SeedConfigTest.class.getResourceAsStream("seed.cfg")) {
      return io.haloom.config.ConfigText.text(in.readAllBytes());
    }
  }

  @Test
  void loadsWithWarningsOnly() throws Exception {
    Config config = load(seed());
    assertNotNull(config);
    assertEquals(
        List.of(Severity.WARNING, Severity.WARNING),
        diagnostics.all().stream().map(d -> d.severity()).toList());
    assertEquals(102400, config.global().limits().maxconn());
    assertEquals(
        List.of("my-tcp-in", "my-servers", "admin_status"),
        config.proxies().stream().map(ProxyConfig::name).toList());
    ServerConfig third = config.proxies().get(1).backend().servers().get(2);
    assertEquals(10000, third.share().limits().maxconn());
    assertEquals(3000, third.check().timing().inter());
    assertEquals(List.of("admin:admin"), config.proxies().get(2).stats().access().users());
  }

  @Test
  void sourceRangesMayFollow() throws Exception {
    Config config =
        load(
            seed()
                .replace(
                    "172.16.6.161:1883 maxconn",
                    "172.16.6.161:1883 source 172.16.6.161:1025-65000 maxconn"));
    ServerConfig first = config.proxies().get(1).backend().servers().get(0);
    assertEquals(1025, first.connect().source().lowPort());
    assertEquals(65000, first.connect().source().highPort());
    assertEquals("172.16.6.161", first.connect().source().address().getAddress().getHostAddress());
    assertEquals(10000, first.share().limits().maxconn());
  }
}
