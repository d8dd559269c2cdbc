package io.haloom.model.load.check;

import io.haloom.config.KeywordTable;
import io.haloom.model.CheckStep;
import io.haloom.model.ProxyCheckConfig.Type;
import io.haloom.model.load.draft.CheckDraft;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.word.LineException;
import io.haloom.sample.LogFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code option *-check}: what is spoken to find out whether a server works. The last one counts.
 */
public final class CheckOptions {
  private CheckOptions() {}

  public static KeywordTable<ProxyWord> options() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    plain(table, "tcp-check", Type.TCP_CHECK);
    plain(table, "redis-check", Type.REDIS);
    plain(table, "ldap-check", Type.LDAP);
    plain(table, "spop-check", Type.SPOP);
    plain(table, "ssl-hello-chk", Type.SSL_HELLO);
    table.yes("external-check", CheckOptions::external);
    table.yes("httpchk", CheckOptions::httpchk);
    table.yes("smtpchk", CheckOptions::smtpchk);
    table.yes("pgsql-check", CheckOptions::pgsql);
    table.yes("mysql-check", CheckOptions::mysql);
    return table.build();
  }

  private static void plain(KeywordTable.Builder<ProxyWord> table, String word, Type type) {
    table.yes(
        word,
        line -> {
          if (begins(line, 0)) {
            line.proxy().backend.check.type = type;
          }
        });
  }

  /** What it needs is demanded of frontends, too. */
  private static void external(ProxyLine line) throws LineException {
    line.positive();
    line.atMost(0, 1);
    line.proxy().backend.check.type = Type.EXTERNAL;
  }

  /** Checks what all have in common; returns whether the section has a backend. */
  private static boolean begins(ProxyLine line, int arguments) throws LineException {
    line.positive();
    boolean backend = line.wantsBackend(line.word(1));
    line.atMost(arguments, 1);
    return backend;
  }

  private static void smtpchk(ProxyLine line) throws LineException {
    if (!begins(line, 2)) {
      return;
    }
    CheckDraft check = line.proxy().backend.check;
    check.type = Type.SMTP;
    boolean given = line.has(3) && (line.word(2).equals("EHLO") || line.word(2).equals("HELO"));
    check.smtpHello = given ? line.word(2) : "HELO";
    check.smtpDomain = given ? line.word(3) : "localhost";
    if (line.has(2) && !given) {
      line.warn(
          "'option smtpchk' knows 'EHLO' and 'HELO' with a domain; 'HELO localhost' is sent instead of '%s'."
              .formatted(String.join(" ", line.from(2))));
    }
  }

  private static void pgsql(ProxyLine line) throws LineException {
    boolean backend = begins(line, 2);
    if (!line.has(3)) {
      throw new LineException("'option pgsql-check' expects 'user <username>' as argument.");
    }
    if (!line.word(2).equals("user")) {
      throw new LineException("'option pgsql-check' only supports optional values: 'user'.");
    }
    if (backend) {
      line.proxy().backend.check.type = Type.PGSQL;
      line.proxy().backend.check.user = line.word(3);
    }
  }

  private static void mysql(ProxyLine line) throws LineException {
    boolean backend = begins(line, 3);
    String user = null;
    boolean post41 = true;
    if (line.has(2)) {
      if (!line.word(2).equals("user")) {
        throw new LineException(
            "'option mysql-check' only supports optional values: 'user' (got '"
                + line.word(2)
                + "').");
      }
      if (!line.has(3)) {
        throw new LineException("'option mysql-check user' expects <username> as argument.");
      }
      user = line.word(3);
      if (line.has(4) && !line.word(4).equals("post-41") && !line.word(4).equals("pre-41")) {
        throw new LineException(
            "keyword 'user' only supports 'post-41' and 'pre-41' (got '" + line.word(4) + "').");
      }
      post41 = !line.word(4).equals("pre-41");
    }
    if (backend) {
      CheckDraft check = line.proxy().backend.check;
      check.type = Type.MYSQL;
      check.user = user;
      check.post41 = post41;
    }
  }

  private static void httpchk(ProxyLine line) throws LineException {
    if (!begins(line, 3)) {
      return;
    }
    CheckDraft check = line.proxy().backend.check;
    CheckRules.own(check, true);
    check.type = Type.HTTP_CHECK;
    String first = line.word(2);
    String method = line.has(3) && !first.isEmpty() ? first : null;
    String uri = line.has(3) ? line.word(3) : first.isEmpty() ? null : first;
    Smuggled smuggled = Smuggled.of(line.word(4));
    if (smuggled.any()) {
      line.context()
          .diagnostics()
          .warning(
              "parsing [%s]: 'option httpchk' : hiding headers or body at the end of the version string is deprecated. Please, consider to use 'http-check send' directive instead."
                  .formatted(line.line().location()));
    }
    check.http =
        new CheckStep.HttpSend(
            method,
            uri,
            null,
            smuggled.version.isEmpty() ? null : smuggled.version,
            smuggled.headers(line),
            smuggled.body,
            null,
            null);
  }

  /**
   * What people put after the version of {@code option httpchk} before {@code http-check send} was
   * there.
   *
   * @param head header lines, or null
   * @param body the body, or null
   */
  private record Smuggled(String version, String head, String body) {

    static Smuggled of(String text) {
      int headAt = text.indexOf("\r\n");
      int bodyAt = text.indexOf("\r\n\r\n");
      String body = bodyAt < 0 ? null : text.substring(bodyAt + 4);
      String head = headAt < 0 || headAt == bodyAt ? null : text.substring(headAt + 2);
      if (head != null && bodyAt >= 0) {
        head = text.substring(headAt + 2, bodyAt);
      }
      return new Smuggled(headAt < 0 ? text : text.substring(0, headAt), head, body);
    }

    boolean any() {
      return head != null || body != null;
    }

    List<Map.Entry<String, LogFormat>> headers(ProxyLine line) throws LineException {
      List<Map.Entry<String, LogFormat>> headers = new ArrayList<>();
      if (head == null) {
        return headers;
      }
      for (String field : head.split("\r\n")) {
        int colon = field.indexOf(':');
        if (colon <= 0) {
          throw new LineException(
              "'option httpchk' : unable to parse the request '" + head + "\r\n\r\n'..");
        }
        LogFormat value = new CheckLine(line, 0).format(field.substring(colon + 1).strip());
        headers.add(Map.entry(field.substring(0, colon), value));
      }
      return headers;
    }
  }
}
