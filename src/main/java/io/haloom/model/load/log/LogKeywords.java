package io.haloom.model.load.log;

import io.haloom.config.KeywordTable;
import io.haloom.model.LogTarget;
import io.haloom.model.load.address.AddressException;
import io.haloom.model.load.draft.LogDraft;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.word.LineException;

/** {@code log}, log formats and {@code option tcplog} and its kin (HAProxy manual, section 8). */
public final class LogKeywords {
  private LogKeywords() {}

  public static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.yes("log", LogKeywords::log);
    table.yes("log-format", LogKeywords::logFormat);
    table.yes("error-log-format", LogKeywords::errorLogFormat);
    table.yes("log-format-sd", LogKeywords::structuredData);
    table.yes("unique-id-format", LogKeywords::uniqueIdFormat);
    table.yes("log-tag", LogKeywords::logTag);
    return table.build();
  }

  public static KeywordTable<ProxyWord> options() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.yes("tcplog", line -> named(line, "tcplog", true));
    table.yes("httplog", LogKeywords::httplog);
    table.yes("httpslog", line -> named(line, "httpslog", false));
    return table.build();
  }

  private static void log(ProxyLine line) throws LineException {
    LogDraft log = line.proxy().log;
    try {
      new LogTargetParser(line).parse(log.targets, false);
    } catch (AddressException e) {
      throw new LineException("log : " + e.getMessage());
    }
    for (LogTarget target : log.targets) {
      if (target.address().startsWith("ring@")) {
        line.context().wantRing(target.address().substring(5), line.line());
      }
    }
  }

  private static void httplog(ProxyLine line) throws LineException {
    String name = "httplog";
    if (line.has(2)) {
      if (!line.word(2).equals("clf")) {
        throw new LineException("keyword 'httplog' only supports option 'clf'.");
      }
      line.atMost(1, 1);
      name = "httplog clf";
    }
    named(line, name, false);
  }

  private static void named(ProxyLine line, String name, boolean alone) throws LineException {
    line.positive();
    set(line, new LogDraft.Format(name, "option " + name, line.line()));
    if (alone) {
      line.atMost(0, 1);
    }
    ignoredInBackends(line, "option " + line.word(1));
  }

  private static void set(ProxyLine line, LogDraft.Format format) {
    LogDraft log = line.proxy().log;
    if (line.proxy().isDefaults() && log.format != null) {
      line.context()
          .diagnostics()
          .warning(
              "parsing [%s]: '%s' overrides previous '%s' in 'defaults' section."
                  .formatted(line.line().location(), format.option(), log.format.option()));
    }
    log.format = format;
  }

  private static void ignoredInBackends(ProxyLine line, String word) {
    if (!line.proxy().isDefaults() && !line.proxy().hasFrontend()) {
      line.warn(
          "backend '%s' : '%s' directive is ignored in backends."
              .formatted(line.proxy().name(), word));
    }
  }

  private static void logFormat(ProxyLine line) throws LineException {
    set(line, new LogDraft.Format(one(line), "log-format", line.line()));
    ignoredInBackends(line, "log-format");
  }

  private static void errorLogFormat(ProxyLine line) throws LineException {
    String format = one(line);
    LogDraft log = line.proxy().log;
    if (line.proxy().isDefaults() && log.errorFormat != null) {
      line.context()
          .diagnostics()
          .warning(
              "parsing [%s]: 'error-log-format' overrides previous 'error-log-format' in 'defaults' section."
                  .formatted(line.line().location()));
    }
    log.errorFormat = new LogDraft.Format(format, "error-log-format", line.line());
    ignoredInBackends(line, "error-log-format");
  }

  private static void structuredData(ProxyLine line) throws LineException {
    line.proxy().log.structuredData = new LogDraft.Format(one(line), "log-format-sd", line.line());
    ignoredInBackends(line, "log-format-sd");
  }

  private static void uniqueIdFormat(ProxyLine line) throws LineException {
    line.proxy().frontend.uniqueIdFormat =
        new LogDraft.Format(one(line), "unique-id-format", line.line());
  }

  private static String one(ProxyLine line) throws LineException {
    if (!line.has(1)) {
      throw new LineException(line.keyword() + " expects an argument.");
    }
    if (line.has(2)) {
      throw new LineException(
          line.keyword() + " expects only one argument, don't forget to escape spaces!");
    }
    return line.word(1);
  }

  private static void logTag(ProxyLine line) throws LineException {
    if (!line.has(1)) {
      throw new LineException("'log-tag' expects a tag for use in syslog.");
    }
    line.proxy().log.tag = line.word(1);
  }
}
