package io.haloom.http;

import java.util.ArrayList;
import java.util.List;

/**
 * A response made here, all of it known: what rules, redirections and errors answer in the place of
 * a server. Fields that concern the connection are added when it is sent.
 *
 * @param version {@code HTTP/1.1}, or what an error file says
 * @param status of the response, 0 where nothing is sent at all
 * @param reason phrase
 * @param fields in the order they are sent, the length of the body among them where it is told
 * @param body possibly empty; not sent in answer to HEAD
 */
public record HttpReply(
    String version, int status, String reason, List<Field> fields, byte[] body) {

  /** The connection is closed without a word: what an empty error file asks for. */
  public static final HttpReply SILENT = new HttpReply("", 0, "", List.of(), new byte[0]);

  /** A reply of HTTP/1.1. */
  public HttpReply(int status, String reason, List<Field> fields, byte[] body) {
    this("HTTP/1.1", status, reason, fields, body);
  }

  /** The same reply with one field of this name, behind the others. */
  public HttpReply with(HeaderName name, String value) {
    List<Field> others = new ArrayList<>(fields);
    others.removeIf(field -> field.is(name));
    others.add(new Field(name, value));
    return new HttpReply(version, status, reason, List.copyOf(others), body);
  }

  /** Whether nothing is sent. */
  public boolean isSilent() {
    return status == 0;
  }

  /** Whether only the end of the connection tells where the body ends. */
  public boolean isEndless() {
    boolean bodiless = status == 204 || status == 304;
    return !bodiless && fields.stream().noneMatch(f -> f.is(HeaderName.CONTENT_LENGTH));
  }

  /**
   * One header field.
   *
   * @param value of ISO-8859-1, without line ends
   */
  public record Field(HeaderName name, String value) {

    public boolean is(HeaderName other) {
      return name.equals(other);
    }
  }
}
