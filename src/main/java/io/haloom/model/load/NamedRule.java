package io.haloom.model.load;

import io.haloom.model.Place;
import io.haloom.sample.Condition;
import io.haloom.sample.LogFormat;

/** A {@code use_backend} or {@code use-server} rule while the configuration is read. */
final class NamedRule {
  /** The name, or the format that yields one. */
  final String name;

  final Condition condition;
  final Place place;

  /** {@link #name} compiled, once the section's mode is known; null where it is a plain name. */
  LogFormat dynamic;

  /** Whether {@link #name} could not be compiled. */
  boolean broken;

  NamedRule(String name, Condition condition, Place place) {
    this.name = name;
    this.condition = condition;
    this.place = place;
  }
}
