package io.haloom.model;

import io.haloom.rule.TcpRules;
import java.util.Set;

/**
 * A frontend, a backend, or both (listen).
 *
 * @param section the section that declares it
 * @param mode {@code mode}
 * @param options the options that are on
 * @param timeouts all timeouts
 * @param frontend what only a frontend has; null for a backend
 * @param backend what only a backend has; null for a frontend
 * @param logging what is logged, and where
 * @param stats the statistics page, or null when none is served here
 * @param rules TCP rules
 * @param http what it says of HTTP
 */
public record ProxyConfig(
    Section section,
    Mode mode,
    Set<Option> options,
    Timeouts timeouts,
    FrontendConfig frontend,
    BackendConfig backend,
    LoggingConfig logging,
    StatsConfig stats,
    TcpRules rules,
    HttpConfig http) {

  /**
   * The section that declares a proxy.
   *
   * @param kind which of the two it is
   * @param name its name
   * @param id {@code id}, or the next free number from 1; the {@code iid} of statistics
   * @param idForced whether {@code id} gave it
   * @param place where it stands in the configuration
   * @param disabled {@code disabled}
   * @param description {@code description}, or null
   */
  public record Section(
      Kind kind,
      String name,
      int id,
      boolean idForced,
      Place place,
      boolean disabled,
      String description) {}

  /** The kind of section. */
  public enum Kind {
    FRONTEND,
    BACKEND,
    LISTEN
  }

  /** {@code mode}. */
  public enum Mode {
    TCP,
    HTTP
  }

  /** The options, to be asked for often. */
  public ProxyConfig {
    options = OptionSet.of(options);
  }

  public boolean has(Option option) {
    return options.contains(option);
  }

  public String name() {
    return section.name;
  }

  public int id() {
    return section.id;
  }

  public Kind kind() {
    return section.kind;
  }

  public boolean disabled() {
    return section.disabled;
  }

  public boolean isFrontend() {
    return kind() != Kind.BACKEND;
  }

  public boolean isBackend() {
    return kind() != Kind.FRONTEND;
  }
}
