package io.haloom.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The predicates of conditions (HAProxy manual, section 2.4) and the facts they are asked of. */
public final class ConditionPredicates {
  private static final Map<String, Integer> ARITY =
      Map.of(
          "defined", 1,
          "feature", 1,
          "streq", 2,
          "strneq", 2,
          "version_atleast", 1,
          "version_before", 1,
          "openssl_version_atleast", 1,
          "openssl_version_before", 1,
          "ssllib_name_startswith", 1,
          "enabled", 1);

  private final Environment environment;
  private final VersionNumber version;
  private final Set<String> features;
  private final Set<String> enabled;
  private final Supplier<String> library;

  /**
   * @param environment answers {@code defined}
   * @param version the HAProxy version whose configuration language this is
   * @param features answers {@code feature}: names as {@code haproxy -vv} lists them, without the
   *     sign
   * @param enabled answers {@code enabled}: run-time options such as {@code EPOLL} or {@code
   *     SPLICE}
   */
  public ConditionPredicates(
      Environment environment, String version, Set<String> features, Set<String> enabled) {
    this(environment, version, features, enabled, () -> null);
  }

  /**
   * As the other one.
   *
   * @param library what OpenSSL says its version is ({@code OpenSSL 3.0.2 15 Mar 2022}), or null
   *     where there is none; asked only where a condition asks
   */
  public ConditionPredicates(
      Environment environment,
      String version,
      Set<String> features,
      Set<String> enabled,
      Supplier<String> library) {
    this.environment = environment;
    this.version = VersionNumber.parse(version);
    this.features = Set.copyOf(features);
    this.enabled = Set.copyOf(enabled);
    this.library = library;
  }

  /** How many arguments {@code predicate} takes, or -1 where there is no such predicate. */
  int arity(String predicate) {
    return ARITY.getOrDefault(predicate, -1);
  }

  boolean test(String predicate, List<String> arguments) {
    String first = arguments.get(0);
    return switch (predicate) {
      case "defined" -> environment.get(first) != null;
      case "feature" -> features.contains(first);
      case "enabled" -> enabled.contains(first);
      case "streq" -> first.equals(arguments.get(1));
      case "strneq" -> !first.equals(arguments.get(1));
      case "version_atleast" -> isAtLeast(first);
      case "version_before" -> !isAtLeast(first);
      case "openssl_version_atleast" -> OpenSslVersion.compare(library.get(), first) >= 0;
      case "openssl_version_before" -> OpenSslVersion.compare(library.get(), first) == -1;
      case "ssllib_name_startswith" -> library.get() != null && library.get().startsWith(first);
      default -> throw new IllegalArgumentException(predicate);
    };
  }

  /** HAProxy takes a version it cannot read for an older one. */
  private boolean isAtLeast(String other) {
    VersionNumber asked = VersionNumber.parse(other);
    return asked == null || version.compareTo(asked) >= 0;
  }
}
