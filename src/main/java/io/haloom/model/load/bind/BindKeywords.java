package io.haloom.model.load.bind;

import io.haloom.config.KeywordTable;
import io.haloom.model.BindConfig.Level;
import io.haloom.model.load.draft.BindDraft;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.line.RefusedWords;
import io.haloom.model.load.line.UserTimeout;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import io.haloom.model.load.word.Refusals;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The words that may follow the address of {@code bind} and {@code stats socket} (HAProxy manual,
 * section 5.1).
 */
public final class BindKeywords {
  private static final Set<String> KNOWN_PROTOCOLS = Set.of("none", "h1", "h2", "fcgi");

  private static final String NICE = "is without effect: all connections have the same priority";

  private BindKeywords() {}

  /** A word with a value that is not empty. */
  private interface Value {
    void set(BindDraft bind, KeywordLine line, String value) throws LineException;
  }

  public static KeywordTable<LineWord<BindDraft>> table() {
    KeywordTable.Builder<LineWord<BindDraft>> table = KeywordTable.builder();
    flag(table, "accept-proxy", bind -> bind.acceptProxy = true);
    flag(table, "defer-accept", bind -> bind.deferAccept = true);
    flag(table, "tfo", bind -> bind.fastOpen = true);
    flag(table, "transparent", bind -> bind.transparent = true);
    flag(table, "v4v6", bind -> bind.v4v6 = true);
    flag(table, "v6only", bind -> bind.v6Only = true);
    value(table, "name", "missing name", (bind, line, v) -> bind.name = v);
    value(table, "interface", "missing interface name", (bind, line, v) -> bind.device = v);
    value(table, "mss", "missing MSS value", BindKeywords::mss);
    value(table, "tcp-ut", "missing TCP User Timeout value", BindKeywords::userTimeout);
    value(table, "accept-netscaler-cip", "missing value", BindKeywords::netscaler);
    value(
        table,
        "backlog",
        "missing value",
        (b, l, v) -> b.backlog = atLeastZero("backlog", v, "> 0"));
    value(
        table,
        "maxconn",
        "missing value",
        (b, l, v) -> b.maxconn = atLeastZero("maxconn", v, ">= 0"));
    value(table, "id", "expects an integer argument", BindKeywords::id);
    value(table, "uid", "missing value", (bind, line, v) -> bind.unixUid = Numbers.leading(v));
    value(table, "gid", "missing value", (bind, line, v) -> bind.unixGid = Numbers.leading(v));
    value(table, "user", "missing user name", BindKeywords::user);
    value(table, "group", "missing group name", BindKeywords::group);
    value(table, "level", "missing level", BindKeywords::level);
    value(table, "severity-output", "missing severity format", BindKeywords::severity);
    value(table, "expose-fd", "missing fd type", BindKeywords::exposeFd);
    table.yes("mode", BindKeywords::mode);
    withoutEffect(table);
    table.refused("namespace", Refusals.NAMESPACE, RefusedWords.skipping(1));
    BindTlsKeywords.add(table);
    return table.build();
  }

  private interface Flag {
    void set(BindDraft bind);
  }

  private static void flag(
      KeywordTable.Builder<LineWord<BindDraft>> table, String word, Flag flag) {
    table.yes(
        word,
        (line, at, bind) -> {
          flag.set(bind);
          return at + 1;
        });
  }

  private static void value(
      KeywordTable.Builder<LineWord<BindDraft>> table, String word, String missing, Value value) {
    table.yes(
        word,
        (line, at, bind) -> {
          if (!line.has(at + 1)) {
            throw new LineException("'" + word + "' : " + missing);
          }
          value.set(bind, line, line.word(at + 1));
          return at + 2;
        });
  }

  private static void withoutEffect(KeywordTable.Builder<LineWord<BindDraft>> table) {
    for (String word : new String[] {"process", "thread", "shards"}) {
      table.warned(
          word,
          Refusals.THREADS,
          (line, at, bind) -> {
            line.warn("'" + word + "' " + Refusals.THREADS + ".");
            return at + 2;
          });
    }
    table.warned("nice", NICE, BindKeywords::nice);
    table.yes(
        "proto",
        (line, at, bind) -> {
          String protocol = line.word(at + 1);
          if (!KNOWN_PROTOCOLS.contains(protocol)) {
            throw new LineException("'proto' :  unknown MUX protocol '" + protocol + "'");
          }
          bind.protocol = protocol;
          return at + 2;
        });
  }

  private static int atLeastZero(String word, String text, String bound) throws LineException {
    int value = Numbers.leading(text);
    if (value < 0) {
      throw new LineException("'%s' : invalid value %d, must be %s".formatted(word, value, bound));
    }
    return value;
  }

  private static void mss(BindDraft bind, KeywordLine line, String text) throws LineException {
    int value = Numbers.leading(text);
    if (value == 0 || Math.abs(value) > 65535) {
      throw new LineException("'mss' : expects an MSS with and absolute value between 1 and 65535");
    }
    bind.maxSegment = value;
  }

  private static void userTimeout(BindDraft bind, KeywordLine line, String text)
      throws LineException {
    bind.userTimeoutMillis = UserTimeout.parse(line, text);
  }

  private static void netscaler(BindDraft bind, KeywordLine line, String text)
      throws LineException {
    int value = Numbers.leading(text);
    if (value <= 0) {
      throw new LineException("'accept-netscaler-cip' : invalid value " + value + ", must be >= 0");
    }
    bind.netscalerMagic = value;
  }

  private static int nice(KeywordLine line, int at, BindDraft bind) throws LineException {
    if (!line.has(at + 1)) {
      throw new LineException("'nice' : missing value");
    }
    int value = Numbers.leading(line.word(at + 1));
    if (value < -1024 || value > 1024) {
      throw new LineException("'nice' : invalid value " + value + ", allowed range is -1024..1024");
    }
    line.warn("'nice' " + NICE + ".");
    return at + 2;
  }

  private static void id(BindDraft bind, KeywordLine line, String text) throws LineException {
    if (bind.socketCount() > 1) {
      throw new LineException("'id' can only be used with a single socket");
    }
    if (Numbers.length(text) != text.length()) {
      throw new LineException("'id' : expects an integer argument, found '" + text + "'");
    }
    bind.id = Numbers.leading(text);
    String problem = Numbers.notAnId(bind.id, text);
    if (problem != null) {
      throw new LineException("'id' : " + problem);
    }
  }

  private static int mode(KeywordLine line, int at, BindDraft bind) throws LineException {
    String text = line.word(at + 1);
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '7')) {
      throw new LineException(
          "'mode' : missing or invalid mode '" + text + "' (octal integer expected)");
    }
    bind.unixMode = UnixBindParser.octal(text);
    return at + 2;
  }

  private static void user(BindDraft bind, KeywordLine line, String name) throws LineException {
    OptionalInt id = line.context().accounts().user(name);
    if (id.isEmpty()) {
      throw new LineException("'user' : unknown user name '" + name + "'");
    }
    bind.unixUid = id.getAsInt();
  }

  private static void group(BindDraft bind, KeywordLine line, String name) throws LineException {
    OptionalInt id = line.context().accounts().group(name);
    if (id.isEmpty()) {
      throw new LineException("'group' : unknown group name '" + name + "'");
    }
    bind.unixGid = id.getAsInt();
  }

  private static void level(BindDraft bind, KeywordLine line, String text) throws LineException {
    bind.level =
        switch (text) {
          case "user" -> Level.USER;
          case "operator" -> Level.OPERATOR;
          case "admin" -> Level.ADMIN;
          default ->
              throw new LineException(
                  "'level' only supports 'user', 'operator', and 'admin' (got '" + text + "')");
        };
  }

  private static void severity(BindDraft bind, KeywordLine line, String text) throws LineException {
    bind.severityOutput =
        switch (text) {
          case "none" -> 0;
          case "number" -> 1;
          case "string" -> 2;
          default ->
              throw new LineException(
                  "'severity-output' only supports 'none', 'number', and 'string' (got '"
                      + text
                      + "')");
        };
  }

  private static void exposeFd(BindDraft bind, KeywordLine line, String text) throws LineException {
    if (!text.equals("listeners")) {
      throw new LineException("'expose-fd' only supports 'listeners' (got '" + text + "')");
    }
    bind.exposeListeners = true;
  }
}
