package io.haloom.sample.match;

/**
 * Flags that change how patterns are read.
 *
 * @param ignoreCase {@code -i}
 * @param noResolve {@code -n}: host names among addresses are errors
 */
public record MatchFlags(boolean ignoreCase, boolean noResolve) {
  /** None. */
  public static final MatchFlags NONE = new MatchFlags(false, false);
}
