package io.haloom.http;

/**
 * What bounds a message.
 *
 * @param bufsize {@code tune.bufsize}: bytes of a buffer
 * @param maxrewrite {@code tune.maxrewrite}: bytes of it that a head must leave free
 * @param maxHeaders {@code tune.http.maxhdr}: fields in a head, one more than may be sent
 * @param relaxed {@code option accept-invalid-http-request} or {@code -response}: what is merely
 *     suspicious passes
 * @param anyPayload {@code h1-accept-payload-with-any-method}: GET, HEAD and DELETE of HTTP/1.0 may
 *     have a body
 */
public record HttpLimits(
    int bufsize, int maxrewrite, int maxHeaders, boolean relaxed, boolean anyPayload) {

  /** HAProxy's defaults. */
  public static final HttpLimits DEFAULT = new HttpLimits(16384, 1024, 101, false);

  public HttpLimits {
    if (maxrewrite < 0 || bufsize - maxrewrite < 256 || maxHeaders < 2) {
      throw new IllegalArgumentException("bufsize " + bufsize + ", maxrewrite " + maxrewrite);
    }
  }

  /** Limits for which no body comes with any method. */
  public HttpLimits(int bufsize, int maxrewrite, int maxHeaders, boolean relaxed) {
    this(bufsize, maxrewrite, maxHeaders, relaxed, false);
  }

  /** The same where what is merely suspicious passes. */
  public HttpLimits lenient() {
    return new HttpLimits(bufsize, maxrewrite, maxHeaders, true, anyPayload);
  }

  /** The same where nothing suspicious passes. */
  public HttpLimits strict() {
    return relaxed ? new HttpLimits(bufsize, maxrewrite, maxHeaders, false, anyPayload) : this;
  }

  /**
   * The most bytes a head may take in HAProxy's form of it, whose buffer begins with 48 bytes of
   * its own; {@link MessageHead#storedLength()} tells what a head takes.
   */
  public int storedSize() {
    return headSize() - 48;
  }

  /** The most bytes a head may take. */
  public int headSize() {
    return bufsize - maxrewrite;
  }
}
