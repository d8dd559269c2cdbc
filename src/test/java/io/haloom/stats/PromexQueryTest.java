package io.haloom.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromexQueryTest {
  private static final String ALL = "[GLOBAL, FRONTEND, LISTENER, BACKEND, SERVER, STICKTABLE]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/metrics | " + ALL,
        "/metrics? | " + ALL,
        "/metrics?a=b&no-maint | " + ALL,
        "/metrics?scope=*x | " + ALL,
        "/metrics?scope=server&scope=global | [GLOBAL, SERVER]",
        "/metrics?scope=server&scope=&scope=listener | [LISTENER]",
        "/metrics?scope= | []",
        "/metrics?x&&scope=%62ackend#&scope=bad | [BACKEND]",
      })
  void scopes(String target, String expected) {
    assertEquals(expected, PromexQuery.of(target).scopes().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"scope", "scope=Server", "scope=bad", "a=b=c", "a=%zz", "%z"})
  void whatCannotBeUnderstood(String query) {
    assertNull(PromexQuery.of("/metrics?" + query));
  }

  @Test
  void maintenanceIsShownUnlessNotWanted() {
    assertFalse(PromexQuery.of("/metrics?maint").hideMaintenance());
    assertTrue(PromexQuery.of("/metrics?no-maint=0").hideMaintenance());
  }
}
