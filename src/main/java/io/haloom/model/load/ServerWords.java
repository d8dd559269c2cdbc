package io.haloom.model.load;

import io.haloom.config.KeywordTable;
import io.haloom.config.TimeValue;
import io.haloom.config.TimeValue.Problem;
import io.haloom.config.TimeValue.Unit;
import io.haloom.model.HealthConfig.Observe;
import io.haloom.model.HealthConfig.OnError;
import java.util.ArrayList;
import java.util.List;

/** The words of server lines that do not concern checks (HAProxy manual, section 5.2). */
final class ServerWords {
  static final int MAX_WEIGHT = 256;

  private ServerWords() {}

  interface Flag {
    void set(ServerDraft server);
  }

  interface Value {
    void set(ServerDraft server, KeywordLine line, String value) throws LineException;
  }

  static KeywordTable<LineWord<ServerDraft>> table() {
    KeywordTable.Builder<LineWord<ServerDraft>> table = KeywordTable.builder();
    flags(table);
    limits(table);
    reactions(table);
    value(table, "weight", ServerWords::weight);
    value(table, "slowstart", ServerWords::slowstart);
    value(table, "id", ServerWords::id);
    value(table, "tcp-ut", ServerWords::userTimeout);
    value(table, "proxy-v2-options", ServerWords::proxyOptions);
    value(table, "socks4", ServerSourceWords::socks4);
    value(
        table,
        "cookie",
        (server, line, v) -> {
          if (v.isEmpty()) {
            throw new LineException("'cookie' expects <value> as argument.");
          }
          server.cookie = v;
        });
    value(
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
    table.addAll(ServerResolveWords.table());
    table.addAll(ServerPoolWords.table());
    table.addAll(ServerCheckWords.table());
    table.addAll(ServerUnsupportedWords.table());
    return table.build();
  }

  private static void flags(KeywordTable.Builder<LineWord<ServerDraft>> table) {
    flag(table, "backup", s -> s.backup = true);
    flag(table, "no-backup", s -> s.backup = false);
    flag(table, "disabled", s -> s.disabled = true);
    flag(table, "enabled", s -> s.disabled = false);
    flag(table, "tfo", s -> s.fastOpen = true);
    flag(table, "no-tfo", s -> s.fastOpen = false);
    flag(table, "send-proxy", s -> s.proxyVersion = 1);
    flag(table, "send-proxy-v2", s -> s.proxyVersion = 2);
    flag(table, "no-send-proxy", s -> s.proxyVersion = s.proxyVersion == 1 ? 0 : s.proxyVersion);
    flag(table, "no-send-proxy-v2", s -> s.proxyVersion = s.proxyVersion == 2 ? 0 : s.proxyVersion);
  }

  private static void limits(KeywordTable.Builder<LineWord<ServerDraft>> table) {
    value(table, "maxconn", (s, line, v) -> s.maxconn = Math.max(0, Numbers.leading(v)));
    value(table, "minconn", (s, line, v) -> s.minconn = Math.max(0, Numbers.leading(v)));
    value(table, "maxqueue", (s, line, v) -> s.maxqueue = Math.max(0, Numbers.leading(v)));
  }

  private static void reactions(KeywordTable.Builder<LineWord<ServerDraft>> table) {
    value(table, "track", ServerWords::track);
    value(table, "observe", ServerWords::observe);
    value(table, "error-limit", ServerWords::errorLimit);
    value(table, "on-error", ServerWords::onError);
    value(
        table,
        "on-marked-down",
        (server, line, v) -> {
          only("on-marked-down", "shutdown-sessions", v);
          server.shutdownSessionsOnDown = true;
        });
    value(
        table,
        "on-marked-up",
        (server, line, v) -> {
          only("on-marked-up", "shutdown-backup-sessions", v);
          server.shutdownBackupOnUp = true;
        });
  }

  static void flag(KeywordTable.Builder<LineWord<ServerDraft>> table, String word, Flag flag) {
    table.yes(
        word,
        (line, at, server) -> {
          flag.set(server);
          return at + 1;
        });
  }

  static void value(KeywordTable.Builder<LineWord<ServerDraft>> table, String word, Value value) {
    table.yes(
        word,
        (line, at, server) -> {
          value.set(server, line, line.word(at + 1));
          return at + 2;
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
              .formatted(GlobalKeywords.firstOf(time.rest()), server.name));
    }
    server.slowstartMillis = (time.value() + 999) / 1000 * 1000;
  }

  private static void id(ServerDraft server, KeywordLine line, String text) throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'id' : expects an integer argument");
    }
    int id = Numbers.leading(text);
    if (id <= 0) {
      throw new LineException("'id' : custom id has to be > 0");
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
    if (text.isEmpty()) {
      throw new LineException("'tcp-ut' : missing TCP User Timeout value");
    }
    TimeValue.Parsed time = line.time(text, Unit.MS);
    if (time.problem() == Problem.OVERFLOW) {
      throw new LineException(
          "timer overflow in argument '%s' to 'tcp-ut' (maximum value is 2147483647 ms or ~24.8 days)"
              .formatted(text));
    }
    if (!time.ok()) {
      throw new LineException("'tcp-ut' : expects a positive delay in milliseconds");
    }
    server.userTimeoutMillis = time.value();
  }

  private static void proxyOptions(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    for (String option : text.split(",")) {
      switch (option) {
        case "unique-id" -> server.proxyUniqueId = true;
        case "crc32c" -> server.proxyCrc32c = true;
        case "ssl", "cert-cn", "cert-sig", "cert-key", "ssl-cipher", "authority" ->
            throw new LineException("'" + option + "' " + Refusals.TLS);
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
  static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(",")) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }
}
