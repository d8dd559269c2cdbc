package io.haloom.model.load.draft;

import io.haloom.sample.format.LogAlias;
import java.util.Map;
import java.util.function.Function;

/**
 * What the packages that use a configuration add to its language.
 *
 * @param aliases gives what {@code %name} stands for in log formats, or null where there is none
 * @param namedFormats log formats by the option that chooses them: {@code tcplog}, {@code httplog},
 *     {@code httplog clf}, {@code httpslog}
 */
public record Vocabulary(Function<String, LogAlias> aliases, Map<String, String> namedFormats) {

  /** No log formats at all: those of a configuration are not compiled. */
  public static final Vocabulary NONE = new Vocabulary(name -> null, Map.of());

  public Vocabulary {
    namedFormats = Map.copyOf(namedFormats);
  }
}
