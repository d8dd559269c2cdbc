package io.haloom.model.load.draft;

import io.haloom.model.Place;
import io.haloom.sample.Condition;
import io.haloom.sample.LogFormat;

/** A {@code use_backend} or {@code use-server} rule while the configuration is read. */
public final class NamedRule {
  /** The name, or the format that yields one. */
  public final String name;

  public final Condition condition;
  public final Place place;

  /** {@link #name} compiled, once the section's mode is known; null where it is a plain name. */
  public LogFormat dynamic;

  /** Whether {@link #name} could not be compiled. */
  public boolean broken;

  public NamedRule(String name, Condition condition, Place place) {
    this.name = name;
    this.condition = condition;
    this.place = place;
  }
}
