package io.haloom.model.load;

import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.config.Line;
import io.haloom.model.RingConfig;
import io.haloom.model.UserlistConfig;
import io.haloom.rule.HttpErrors;
import io.haloom.sample.match.PatternReferences;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the parsers of one load share: what was read so far, and the world outside. */
final class LoadContext {
  private final Diagnostics diagnostics;
  private final Environment environment;
  private final NameResolver resolver;
  private final Accounts accounts = Accounts.system();
  private final GlobalDraft global = new GlobalDraft();
  private final List<ProxyDraft> proxies = new ArrayList<>();
  private final List<ProxyDraft> defaults = new ArrayList<>();
  private final Map<String, UserlistConfig> userlists = new LinkedHashMap<>();
  private final Map<String, RingConfig> rings = new LinkedHashMap<>();
  private final List<String> programsWithoutCommand = new ArrayList<>();
  private final Map<String, Line> wantedRings = new LinkedHashMap<>();
  private final HttpErrors httpErrors = new HttpErrors();
  private final PatternReferences patterns = new PatternReferences();
  private final Vocabulary vocabulary;
  private final String hostname;
  private final boolean localpeerGiven;
  private final boolean resolveMayFail;

  LoadContext(ConfigLoader.Surroundings surroundings, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.environment = surroundings.environment();
    this.resolver = surroundings.resolver();
    this.vocabulary = surroundings.vocabulary();
    this.hostname = surroundings.hostname();
    this.localpeerGiven = surroundings.localpeerGiven();
    this.resolveMayFail = surroundings.resolveMayFail();
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** This machine's name. */
  String hostname() {
    return hostname;
  }

  /** Whether {@code -L} was given, which wins over {@code localpeer}. */
  boolean localpeerGiven() {
    return localpeerGiven;
  }

  /** Whether {@code -dr} was given: a name that does not resolve is no error. */
  boolean resolveMayFail() {
    return resolveMayFail;
  }

  /** Notes that a log line sends to a ring, which may be declared further down. */
  void wantRing(String name, Line line) {
    wantedRings.putIfAbsent(name, line);
  }

  Map<String, Line> wantedRings() {
    return wantedRings;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  Environment environment() {
    return environment;
  }

  NameResolver resolver() {
    return resolver;
  }

  Accounts accounts() {
    return accounts;
  }

  GlobalDraft global() {
    return global;
  }

  /** Frontends, backends and listens in file order. */
  List<ProxyDraft> proxies() {
    return proxies;
  }

  /** Defaults sections in file order. */
  List<ProxyDraft> defaults() {
    return defaults;
  }

  Map<String, UserlistConfig> userlists() {
    return userlists;
  }

  /** The {@code http-errors} sections and the error files that were read. */
  HttpErrors httpErrors() {
    return httpErrors;
  }

  /** The patterns of all ACLs and maps. */
  PatternReferences patterns() {
    return patterns;
  }

  Map<String, RingConfig> rings() {
    return rings;
  }

  /** The {@code program} sections that cannot be what they are for. */
  List<String> programsWithoutCommand() {
    return programsWithoutCommand;
  }

  /** The first proxy of that name with a frontend, or null. */
  ProxyDraft frontend(String name) {
    return find(name, true);
  }

  /** The first proxy of that name with a backend, or null. */
  ProxyDraft backend(String name) {
    return find(name, false);
  }

  private ProxyDraft find(String name, boolean frontend) {
    for (ProxyDraft proxy : proxies) {
      if (proxy.name().equals(name) && (frontend ? proxy.hasFrontend() : proxy.hasBackend())) {
        return proxy;
      }
    }
    return null;
  }
}
