package io.haloom.model;

import io.haloom.http.HeaderName;
import io.haloom.sample.Expression;

/** What of a session or request {@code balance} hashes (HAProxy manual, section 4.2). */
public sealed interface HashInput {

  /** {@code source}: the client's address. */
  record Source() implements HashInput {}

  /**
   * {@code uri}: the request target.
   *
   * @param length {@code len}: the most characters of it, 0 for all
   * @param depth {@code depth}: the most levels of its path, 0 for all
   * @param whole {@code whole}: the query counts, too
   * @param pathOnly {@code path-only}: scheme and authority do not count
   */
  record Uri(int length, int depth, boolean whole, boolean pathOnly) implements HashInput {}

  /** {@code url_param}: the value of a parameter of the query, or of the body of a POST. */
  record UrlParam(String name) implements HashInput {}

  /**
   * {@code hdr}: the first value of a header.
   *
   * @param domainOnly {@code use_domain_only}: only the last label but one of a host counts
   */
  record Header(HeaderName name, boolean domainOnly) implements HashInput {}

  /** {@code rdp-cookie}: the value of the cookie a client of the Remote Desktop Protocol sends. */
  record RdpCookie(String name) implements HashInput {}

  /**
   * {@code hash}: an expression.
   *
   * @param text as it was written
   */
  record OfExpression(String text, Expression expression) implements HashInput {}
}
