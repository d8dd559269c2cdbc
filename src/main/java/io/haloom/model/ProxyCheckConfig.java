package io.haloom.model;

import java.util.List;

/**
 * The kind of check of a backend and its rules.
 *
 * @param type which protocol
 * @param user {@code mysql-check user}, {@code pgsql-check user}, or null
 * @param post41 whether {@code mysql-check} speaks the 4.1 protocol
 * @param smtpHello {@code smtpchk}'s command, HELO or EHLO
 * @param smtpDomain {@code smtpchk}'s domain
 * @param externalCommand {@code external-check command}, or null
 * @param externalPath {@code external-check path}, or null
 * @param rules the steps of {@code tcp-check} or {@code http-check} as written, in order, comment
 *     lines included; the first connect and the last expect may be missing
 * @param http the request of {@code option httpchk}, not yet merged with the first {@code
 *     http-check send}; null for other types
 * @param disableOn404 {@code http-check disable-on-404}
 * @param sendState {@code http-check send-state}
 */
public record ProxyCheckConfig(
    Type type,
    String user,
    boolean post41,
    String smtpHello,
    String smtpDomain,
    String externalCommand,
    String externalPath,
    List<CheckStep> rules,
    CheckStep.HttpSend http,
    boolean disableOn404,
    boolean sendState) {

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
          Type.CONNECT, null, false, null, null, null, null, List.of(), null, false, false);
}
