package io.haloom.model;

import java.util.List;

/**
 * The kind of check of a backend and its rules.
 *
 * @param type which protocol
 * @param login who a database is told that it is
 * @param smtp what {@code smtpchk} says
 * @param external what {@code external-check} runs
 * @param rules the steps of {@code tcp-check} or {@code http-check} as written, in order, comment
 *     lines included; the first connect and the last expect may be missing
 * @param http the request of {@code option httpchk}, not yet merged with the first {@code
 *     http-check send}; null for other types
 * @param disableOn404 {@code http-check disable-on-404}
 * @param sendState {@code http-check send-state}
 */
public record ProxyCheckConfig(
    Type type,
    Login login,
    Smtp smtp,
    External external,
    List<CheckStep> rules,
    CheckStep.HttpSend http,
    boolean disableOn404,
    boolean sendState) {

  /**
   * Who a database is told that it is.
   *
   * @param user {@code mysql-check user}, {@code pgsql-check user}, or null
   * @param post41 whether {@code mysql-check} speaks the 4.1 protocol
   */
  public record Login(String user, boolean post41) {}

  /**
   * What {@code smtpchk} says.
   *
   * @param hello its command, HELO or EHLO
   * @param domain the domain after it
   */
  public record Smtp(String hello, String domain) {}

  /**
   * What {@code external-check} runs.
   *
   * @param command {@code external-check command}, or null
   * @param path {@code external-check path}, or null
   */
  public record External(String command, String path) {}

  /** What is spoken once connected. */
  public enum Type {
    /** Only the connection is tried. */
    CONNECT,
    TCP_CHECK,
    HTTP_CHECK,
    MYSQL,
    PGSQL,
    REDIS,
    LDAP,
    SMTP,
    SPOP,
    SSL_HELLO,
    EXTERNAL
  }

  /** A bare connection. */
  public static final ProxyCheckConfig CONNECT_ONLY =
      new ProxyCheckConfig(
          Type.CONNECT,
          new Login(null, false),
          new Smtp(null, null),
          new External(null, null),
          List.of(),
          null,
          false,
          false);
}
