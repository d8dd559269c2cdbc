package io.haloom.sample.match;

import io.haloom.sample.CompileException;
import io.haloom.sample.SampleType;

/**
 * A file of keys and values as an argument names it; nothing is read yet.
 *
 * @param patterns those of the configuration it is named in
 * @param name the file
 * @param user where it is named
 */
public record MapFile(PatternReferences patterns, String name, PatternReferences.User user) {

  /** Its patterns, of values of that type. */
  public PatternSet open(MatchMethod method, SampleType valueType) throws CompileException {
    return patterns.forMap(name, user, method, valueType);
  }
}
