package io.haloom.model;

/**
 * {@code balance uri|url_param|hdr(NAME)}: the part of a request that is hashed.
 *
 * @param kind what is looked at
 * @param name of the parameter or the header; empty for the target
 * @param length {@code len}: the most characters of the target, 0 for all
 * @param depth {@code depth}: the most levels of its path, 0 for all
 * @param whole {@code whole}: the query counts, too
 * @param pathOnly {@code path-only}: scheme and authority do not count
 * @param domainOnly {@code use_domain_only}: only the last label but one of a host counts
 */
public record HttpBalance(
    Kind kind,
    String name,
    int length,
    int depth,
    boolean whole,
    boolean pathOnly,
    boolean domainOnly) {

  /** What is looked at. */
  public enum Kind {
    URI,
    URL_PARAM,
    HDR
  }
}
