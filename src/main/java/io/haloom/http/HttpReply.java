package io.haloom.http;

import java.util.List;

/**
 * A response made here, all of it known: what rules, redirections and errors answer in the place of
 * a server. The connection's fields and the length of the body are added when it is sent.
 *
 * @param status of the response
 * @param reason phrase
 * @param fields in the order they are sent
 * @param body possibly empty; not sent in answer to HEAD
 */
public record HttpReply(int status, String reason, List<Field> fields, byte[] body) {

  /**
   * One header field.
   *
   * @param value of ISO-8859-1, without line ends
   */
  public record Field(HeaderName name, String value) {}
}
