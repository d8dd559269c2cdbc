package io.haloom.stats;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What the query of a target asks of the Prometheus exporter: {@code scope=} any number of times,
 * and {@code no-maint}; other parameters mean nothing.
 *
 * @param scopes which groups of metrics
 * @param hideMaintenance leaves out servers in maintenance
 */
record PromexQuery(Set<Scope> scopes, boolean hideMaintenance) {

  /** Groups of metrics, in their order. */
  enum Scope {
    GLOBAL,
    FRONTEND,
    LISTENER,
    BACKEND,
    SERVER,
    STICKTABLE
  }

  /** Reads the query of a request's target; null where it cannot be understood. */
  static PromexQuery of(String target) {
    int start = target.indexOf('?');
    String query = start < 0 ? "" : target.substring(start + 1);
    int fragment = query.indexOf('#');
    Set<Scope> scopes = null;
    boolean hideMaintenance = false;
    for (String parameter :
        query.substring(0, fragment < 0 ? query.length() : fragment).split("&")) {
      String[] parts = parameter.split("=", -1);
      String key = decoded(parts[0]);
      String value = parts.length == 2 ? decoded(parts[1]) : null;
      if (key == null || parts.length > 2 || parts.length == 2 && value == null) {
        return null;
      }
      if (key.equals("scope")) {
        scopes = scopes == null ? EnumSet.noneOf(Scope.class) : scopes;
        if (value == null || !add(value, scopes)) {
          return null;
        }
      }
      hideMaintenance |= key.equals("no-maint");
    }
    return new PromexQuery(scopes == null ? EnumSet.allOf(Scope.class) : scopes, hideMaintenance);
  }

  /** An empty word takes back what the ones before it said. */
  private static boolean add(String word, Set<Scope> scopes) {
    if (word.isEmpty()) {
      scopes.clear();
      return true;
    }
    if (word.startsWith("*")) {
      scopes.addAll(EnumSet.allOf(Scope.class));
      return true;
    }
    for (Scope scope : Scope.values()) {
      if (scope.name().toLowerCase(Locale.ROOT).equals(word)) {
        scopes.add(scope);
        return true;
      }
    }
    return false;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
