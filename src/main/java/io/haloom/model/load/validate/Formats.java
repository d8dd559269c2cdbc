package io.haloom.model.load.validate;

import io.haloom.config.Diagnostics;
import io.haloom.model.LogTarget;
import io.haloom.model.LoggingConfig;
import io.haloom.model.Place;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.LogDraft;
import io.haloom.model.load.draft.NamedRule;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.draft.Vocabulary;
import io.haloom.sample.Checkpoint;
import io.haloom.sample.CompileException;
import io.haloom.sample.LogFormat;
import io.haloom.sample.compile.LogFormatParser;
import io.haloom.sample.format.FormatOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Compiles the formats of a section, which is done when its mode is known for good. */
final class Formats {
  private static final String DEFAULT_STRUCTURED_DATA = "- ";

  private final Diagnostics diagnostics;
  private final Vocabulary vocabulary;

  Formats(LoadContext context) {
    this.diagnostics = context.diagnostics();
    this.vocabulary = context.vocabulary();
  }

  /** Tells where a format of HTTP stands in a TCP section, and takes that of TCP. */
  void fallBack(ProxyDraft proxy) {
    proxy.scope.http(proxy.isHttp());
    LogDraft.Format format = proxy.log.format;
    if (!proxy.isHttp() && format != null && format.option().startsWith("option http")) {
      diagnostics.warning(
          format.line(),
          "'%s' not usable with %s '%s' (needs 'mode http'). Falling back to 'option tcplog'."
              .formatted(format.option().split(" clf")[0], proxy.typeName(), proxy.name()));
      proxy.log.format = new LogDraft.Format("tcplog", "option tcplog", format.line());
    }
  }

  /** Compiles the names of {@code use_backend} and {@code use-server} rules that are formats. */
  void names(ProxyDraft proxy) {
    for (NamedRule rule : proxy.frontend.useBackends) {
      rule.dynamic =
          dynamic(
              proxy,
              rule,
              "in use_backend expression in",
              FormatOptions.USE_BACKEND,
              "]: failed to parse use_backend rule '%s' : ");
    }
    for (NamedRule rule : proxy.backend.useServers) {
      rule.dynamic =
          dynamic(
              proxy,
              rule,
              "in use-server or balance expression in",
              FormatOptions.USE_SERVER,
              "]; use-server rule failed to parse log-format '%s' : ");
    }
    proxy.scope.takeWarnings().forEach(diagnostics::warning);
  }

  /** Compiles what the section logs. */
  void logs(ProxyDraft proxy) {
    LogDraft log = proxy.log;
    LogFormat format = null;
    LogFormat structured = null;
    if (proxy.hasFrontend()) {
      format = named(proxy, log.format);
      structured =
          compile(proxy, structuredData(log), "in log-format-sd string in", FormatOptions.LOG);
    }
    // A backend's are of no use, and have to be right.
    proxy.uniqueId = uniqueId(proxy);
    LogFormat error = compile(proxy, log.errorFormat, "in log-format string in", FormatOptions.LOG);
    proxy.logging = new LoggingConfig(List.copyOf(log.targets), format, error, structured, log.tag);
  }

  private static LogDraft.Format structuredData(LogDraft log) {
    boolean rfc5424 = log.targets.stream().anyMatch(t -> t.format() == LogTarget.Format.RFC5424);
    return log.structuredData == null && rfc5424 && log.format != null
        ? new LogDraft.Format(DEFAULT_STRUCTURED_DATA, "log-format-sd", log.format.line())
        : log.structuredData;
  }

  private LogFormat named(ProxyDraft proxy, LogDraft.Format format) {
    if (format == null || format.option().equals("log-format")) {
      return compile(proxy, format, "in log-format string in", FormatOptions.LOG);
    }
    String text = vocabulary.namedFormats().get(format.text());
    return compile(
        proxy,
        new LogDraft.Format(text, "log-format", format.line()),
        "in log-format string in",
        FormatOptions.LOG);
  }

  private LogFormat uniqueId(ProxyDraft proxy) {
    Set<Checkpoint> places = EnumSet.of(Checkpoint.FRONTEND_HTTP_REQUEST);
    if (proxy.hasBackend()) {
      places.add(Checkpoint.BACKEND_HTTP_REQUEST);
    }
    return compile(
        proxy,
        proxy.frontend.uniqueIdFormat,
        "in unique-id-format string in",
        new FormatOptions(false, true, true, places));
  }

  private LogFormat compile(
      ProxyDraft proxy, LogDraft.Format format, String context, FormatOptions options) {
    if (format == null || format.text() == null) {
      return null;
    }
    proxy.scope.at(format.line().file(), format.line().number());
    try {
      LogFormat compiled =
          new LogFormatParser(proxy.scope, context, vocabulary.aliases(), options)
              .parse(format.text());
      proxy.scope.takeWarnings().forEach(w -> diagnostics.warning(format.line(), w));
      return compiled;
    } catch (CompileException e) {
      boolean structured = format.option().equals("log-format-sd");
      // HAProxy tells the line of log-format for both.
      LogDraft.Format at = structured && proxy.log.format != null ? proxy.log.format : format;
      diagnostics.alert(
          "Parsing [%s]: failed to parse %s : %s."
              .formatted(
                  at.line().location(),
                  format.option().startsWith("unique-id") ? "unique-id" : format.option(),
                  e.getMessage()));
      return null;
    }
  }

  private LogFormat dynamic(
      ProxyDraft proxy, NamedRule rule, String context, FormatOptions options, String failure) {
    if (rule.name.indexOf('%') < 0) {
      return null;
    }
    Place place = rule.place;
    proxy.scope.at(place.file(), place.line());
    try {
      return new LogFormatParser(proxy.scope, context, vocabulary.aliases(), options)
          .parse(rule.name);
    } catch (CompileException e) {
      diagnostics.alert(
          "Parsing [%s:%d".formatted(place.file(), place.line())
              + failure.formatted(rule.name)
              + e.getMessage()
              + ".");
      rule.broken = true;
      return null;
    }
  }
}
