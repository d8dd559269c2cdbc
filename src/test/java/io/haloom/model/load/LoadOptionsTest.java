package io.haloom.model.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.config.ConfigText;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.harness.Needs;
import io.haloom.model.Config;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.model.load.address.NameResolver;
import io.haloom.model.load.draft.LoadOptions;
import io.haloom.model.load.draft.Surroundings;
import io.haloom.model.load.draft.Vocabulary;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the command line says of a configuration. */
class LoadOptionsTest {
  private static final String TEXT =
      """
      listen l
        bind 127.0.0.1:80
        option splice-auto
      """;

  @Test
  void nothingGivenLeavesTheDefaults() {
    ProxyConfig proxy = load(TEXT, LoadOptions.NONE);
    assertEquals(0, proxy.frontend().maxconn());
    assertTrue(proxy.frontend().binds().get(0).options().reusePort());
    assertTrue(proxy.has(Option.SPLICE_AUTO));
  }

  @Test
  void frontendsWithoutMaxconnHaveTheOneGiven() {
    LoadOptions given = new LoadOptions(false, false, 7, false, false, false);
    assertEquals(7, load(TEXT, given).frontend().maxconn());
    assertEquals(9, load(TEXT + "  maxconn 9\n", given).frontend().maxconn());
  }

  @Test
  void noPortIsShared() {
    ProxyConfig proxy = load(TEXT, new LoadOptions(false, false, 0, true, false, false));
    assertFalse(proxy.frontend().binds().get(0).options().reusePort());
  }

  @Test
  void nothingIsSpliced() {
    ProxyConfig proxy = load(TEXT, new LoadOptions(false, false, 0, false, true, false));
    assertFalse(proxy.has(Option.SPLICE_AUTO));
  }

  @Test
  void serversAreNotVerified() {
    Needs.openSsl();
    String text = TEXT + "  server s 127.0.0.1:1 ssl\n";
    assertNull(config(text, LoadOptions.NONE));
    assertNotNull(config(text, new LoadOptions(false, false, 0, false, false, true)));
    String anyway = "global\n  ssl-server-verify required\n" + text;
    assertNull(config(anyway, new LoadOptions(false, false, 0, false, false, true)));
  }

  private static ProxyConfig load(String text, LoadOptions given) {
    return config(text, given).proxies().get(0);
  }

  private static Config config(String text, LoadOptions given) {
    Surroundings surroundings =
        new Surroundings(
            new Environment(Map.of()), NameResolver.NONE, Vocabulary.NONE, "h", given, Set.of());
    return new ConfigLoader(surroundings, new Diagnostics())
        .load("test.cfg", ConfigText.bytes(text));
  }
}
