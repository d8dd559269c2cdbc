package io.haloom.model.load.server;

import io.haloom.config.KeywordTable;
import io.haloom.config.TimeValue;
import io.haloom.config.TimeValue.Problem;
import io.haloom.config.TimeValue.Unit;
import io.haloom.model.HealthConfig.Observe;
import io.haloom.model.HealthConfig.OnError;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.UserTimeout;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import io.haloom.net.proxyproto.TlsFields.Field;
import java.util.EnumSet;
import java.util.Set;

/** The words of server lines that do not concern checks (HAProxy manual, section 5.2). */
final class ServerWords {
  static final int MAX_WEIGHT = 256;

  private ServerWords() {}

  static KeywordTable<LineWord<ServerDraft>> table() {
    KeywordTable.Builder<LineWord<ServerDraft>> table = KeywordTable.builder();
    flags(table);
    limits(table);
    reactions(table);
    ServerWordTable.value(table, "weight", ServerWords::weight);
    ServerWordTable.value(table, "slowstart", ServerWords::slowstart);
    ServerWordTable.value(table, "id", ServerWords::id);
    ServerWordTable.value(table, "tcp-ut", ServerWords::userTimeout);
    ServerWordTable.value(table, "proxy-v2-options", ServerWords::proxyOptions);
    ServerWordTable.value(table, "socks4", ServerSourceWords::socks4);
    ServerWordTable.value(
        table,
        "cookie",
        (server, line, v) -> {
          if (v.isEmpty()) {
            throw new LineException("'cookie' expects <value> as argument.");
          }
          server.cookie = v;
        });
    ServerWordTable.value(
        table,
        "redir",
        (server, line, v) -> {
          if (v.isEmpty()) {
            throw new LineException("'redir' expects <prefix> as argument.");
          }
          server.redirect = v;
        });
    table.yes("source", ServerSourceWords::source);
    table.yes(
        "usesrc",
        (line, at, server) -> {
          throw new LineException("'usesrc' only allowed after a 'source' statement.");
        });
    return table.build();
  }

  private static void flags(KeywordTable.Builder<LineWord<ServerDraft>> table) {
    ServerWordTable.flag(table, "backup", s -> s.backup = true);
    ServerWordTable.flag(table, "no-backup", s -> s.backup = false);
    ServerWordTable.flag(table, "disabled", s -> s.disabled = true);
    ServerWordTable.flag(table, "enabled", s -> s.disabled = false);
    ServerWordTable.flag(table, "tfo", s -> s.fastOpen = true);
    ServerWordTable.flag(table, "no-tfo", s -> s.fastOpen = false);
    proxyHeaders(table);
  }

  /** Both versions may be asked for, and taken back: the second goes before the first. */
  private static void proxyHeaders(KeywordTable.Builder<LineWord<ServerDraft>> table) {
    ServerWordTable.flag(table, "send-proxy", s -> s.proxyVersions |= 1);
    ServerWordTable.flag(table, "send-proxy-v2", s -> s.proxyVersions |= 2);
    ServerWordTable.flag(table, "no-send-proxy", s -> s.proxyVersions &= ~1);
    ServerWordTable.flag(table, "no-send-proxy-v2", s -> s.proxyVersions &= ~2);
    tlsHeader(table, "v2-ssl", EnumSet.of(Field.SSL));
    tlsHeader(table, "v2-ssl-cn", EnumSet.of(Field.SSL, Field.CERT_CN));
  }

  private static void tlsHeader(
      KeywordTable.Builder<LineWord<ServerDraft>> table, String name, Set<Field> fields) {
    ServerWordTable.flag(
        table,
        "send-proxy-" + name,
        s -> {
          s.proxyVersions |= 2;
          s.proxyTls.addAll(fields);
        });
    ServerWordTable.flag(
        table,
        "no-send-proxy-" + name,
        s -> {
          s.proxyVersions &= ~2;
          s.proxyTls.removeAll(fields);
        });
  }

  private static void limits(KeywordTable.Builder<LineWord<ServerDraft>> table) {
    ServerWordTable.value(
        table, "maxconn", (s, line, v) -> s.maxconn = Math.max(0, Numbers.leading(v)));
    ServerWordTable.value(
        table, "minconn", (s, line, v) -> s.minconn = Math.max(0, Numbers.leading(v)));
    ServerWordTable.value(
        table, "maxqueue", (s, line, v) -> s.maxqueue = Math.max(0, Numbers.leading(v)));
  }

  private static void reactions(KeywordTable.Builder<LineWord<ServerDraft>> table) {
    ServerWordTable.value(table, "track", ServerWords::track);
    ServerWordTable.value(table, "observe", ServerWords::observe);
    ServerWordTable.value(table, "error-limit", ServerWords::errorLimit);
    ServerWordTable.value(table, "on-error", ServerWords::onError);
    ServerWordTable.value(
        table,
        "on-marked-down",
        (server, line, v) -> {
          only("on-marked-down", "shutdown-sessions", v);
          server.shutdownSessionsOnDown = true;
        });
    ServerWordTable.value(
        table,
        "on-marked-up",
        (server, line, v) -> {
          only("on-marked-up", "shutdown-backup-sessions", v);
          server.shutdownBackupOnUp = true;
        });
  }

  private static void only(String word, String only, String value) throws LineException {
    if (!value.equals(only)) {
      throw new LineException("'%s' expects '%s' but got '%s'".formatted(word, only, value));
    }
  }

  private static void weight(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    int weight = Numbers.leading(text);
    if (weight < 0 || weight > MAX_WEIGHT) {
      throw new LineException(
          "weight of server %s is not within 0 and %d (%d)."
              .formatted(server.name, MAX_WEIGHT, weight));
    }
    server.weight = weight;
  }

  private static void slowstart(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    TimeValue.Parsed time = line.time(text, Unit.MS);
    if (time.problem() == Problem.OVERFLOW) {
      throw new LineException(
          "overflow in argument <%s> to <slowstart> of server %s, maximum value is 2147483647 ms (~24.8 days)."
              .formatted(text, server.name));
    }
    if (!time.ok()) {
      throw new LineException(
          "unexpected character '%c' in 'slowstart' argument of server %s."
              .formatted(time.unexpected(), server.name));
    }
    server.slowstartMillis = (time.value() + 999) / 1000 * 1000;
  }

  private static void id(ServerDraft server, KeywordLine line, String text) throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'id' : expects an integer argument");
    }
    int id = Numbers.leading(text);
    String problem = Numbers.notAnId(id, text);
    if (problem != null) {
      throw new LineException("'id' : " + problem);
    }
    if (line instanceof ProxyLine proxyLine) {
      for (ServerDraft other : proxyLine.proxy().backend.servers) {
        if (other != server && other.idForced && other.id == id) {
          throw new LineException(
              "'id' : custom id %d already used at %s ('server %s')"
                  .formatted(id, other.line.location(), other.name));
        }
      }
    }
    server.id = id;
    server.idForced = true;
  }

  private static void userTimeout(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    server.userTimeoutMillis = UserTimeout.parse(line, text);
  }

  private static void proxyOptions(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    for (String option : text.split(",")) {
      switch (option) {
        case "unique-id" -> server.proxyUniqueId = true;
        case "crc32c" -> server.proxyCrc32c = true;
        case "ssl" -> server.proxyTls.add(Field.SSL);
        case "cert-cn" -> server.proxyTls.addAll(EnumSet.of(Field.SSL, Field.CERT_CN));
        case "cert-sig" -> server.proxyTls.addAll(EnumSet.of(Field.SSL, Field.CERT_SIG));
        case "cert-key" -> server.proxyTls.addAll(EnumSet.of(Field.SSL, Field.CERT_KEY));
        case "ssl-cipher" -> server.proxyTls.addAll(EnumSet.of(Field.SSL, Field.SSL_CIPHER));
        case "authority" -> server.proxyTls.add(Field.AUTHORITY);
        default -> throw new LineException("'" + option + "' : proxy v2 option not implemented");
      }
    }
  }

  private static void track(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'track' expects [<proxy>/]<server> as argument.");
    }
    server.track = text;
  }

  private static void observe(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'observe' expects <mode> as argument.");
    }
    server.observe =
        switch (text) {
          case "none" -> Observe.NONE;
          case "layer4" -> Observe.LAYER4;
          case "layer7" -> layer7(line);
          default ->
              throw new LineException(
                  "'observe' expects one of 'none', 'layer4', 'layer7' but got '" + text + "'");
        };
  }

  private static Observe layer7(KeywordLine line) throws LineException {
    if (line instanceof ProxyLine proxyLine && !proxyLine.proxy().isHttp()) {
      throw new LineException("'layer7' can only be used in http proxies.");
    }
    return Observe.LAYER7;
  }

  private static void errorLimit(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'error-limit' expects an integer argument.");
    }
    server.errorLimit = Numbers.leading(text);
    if (server.errorLimit <= 0) {
      throw new LineException("error-limit has to be > 0.");
    }
  }

  private static void onError(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    server.onError =
        switch (text) {
          case "fastinter" -> OnError.FASTINTER;
          case "fail-check" -> OnError.FAIL_CHECK;
          case "sudden-death" -> OnError.SUDDEN_DEATH;
          case "mark-down" -> OnError.MARK_DOWN;
          default ->
              throw new LineException(
                  "'on-error' expects one of 'fastinter', 'fail-check', 'sudden-death' or"
                      + " 'mark-down' but got '"
                      + text
                      + "'");
        };
  }

  /** The comma-separated parts of {@code text}, without empty ones. */
}
