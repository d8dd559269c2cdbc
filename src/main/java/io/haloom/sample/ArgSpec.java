package io.haloom.sample;

import java.util.List;

/**
 * The arguments a fetch or converter takes.
 *
 * @param required how many of them must be given
 * @param types their types in order; empty where there are none
 */
public record ArgSpec(int required, List<ArgType> types) {
  /** No arguments. */
  public static final ArgSpec NONE = new ArgSpec(0, List.of());

  public static ArgSpec of(int required, ArgType... types) {
    return new ArgSpec(required, List.of(types));
  }
}
