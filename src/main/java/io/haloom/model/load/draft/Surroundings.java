package io.haloom.model.load.draft;

import io.haloom.config.Environment;
import io.haloom.model.load.address.NameResolver;
import java.util.Set;

/**
 * What a load asks of the world around it.
 *
 * @param environment variables; the configuration may change them
 * @param resolver turns names into addresses
 * @param vocabulary what log formats are made of
 * @param hostname this machine's name
 * @param options what was given on the command line
 * @param features what {@code .if feature(...)} finds
 */
public record Surroundings(
    Environment environment,
    NameResolver resolver,
    Vocabulary vocabulary,
    String hostname,
    LoadOptions options,
    Set<String> features) {

  /** Without a command line and without features. */
  public Surroundings(
      Environment environment, NameResolver resolver, Vocabulary vocabulary, String hostname) {
    this(environment, resolver, vocabulary, hostname, LoadOptions.NONE, Set.of());
  }
}
