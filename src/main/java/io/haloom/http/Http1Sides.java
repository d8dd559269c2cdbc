package io.haloom.http;

/**
 * The ways that the proxies of a process may read and write messages.
 *
 * @param strict for most
 * @param relaxed where invalid messages are accepted
 * @param names {@code h1-case-adjust}
 */
public record Http1Sides(MessageBuffers strict, MessageBuffers relaxed, HeaderCase names) {

  /**
   * The one for a side of a proxy.
   *
   * @param acceptInvalid {@code option accept-invalid-http-request} or {@code -response}
   * @param adjustCase {@code option h1-case-adjust-bogus-client} or {@code -server}
   */
  public Http1Side of(boolean acceptInvalid, boolean adjustCase) {
    return new Http1Side(acceptInvalid ? relaxed : strict, adjustCase ? names : HeaderCase.NONE);
  }
}
