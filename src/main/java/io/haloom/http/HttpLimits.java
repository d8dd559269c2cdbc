package io.haloom.http;

/**
 * What bounds a message.
 *
 * @param bufsize {@code tune.bufsize}: bytes of a buffer
 * @param maxrewrite {@code tune.maxrewrite}: bytes of it that a head must leave free
 * @param maxHeaders {@code tune.http.maxhdr}: fields in a head, one more than may be sent
 * @param relaxed {@code option accept-invalid-http-request} or {@code -response}: what is merely
 *     suspicious passes
 */
public record HttpLimits(int bufsize, int maxrewrite, int maxHeaders, boolean relaxed) {

  /** HAProxy's defaults. */
  public static final HttpLimits DEFAULT = new HttpLimits(16384, 1024, 101, false);

  public HttpLimits {
    if (maxrewrite < 0 || bufsize - maxrewrite < 256 || maxHeaders < 2) {
      throw new IllegalArgumentException("bufsize " + bufsize + ", maxrewrite " + maxrewrite);
    }
  }

  /** The most bytes a head may take. */
  public int headSize() {
    return bufsize - maxrewrite;
  }
}
