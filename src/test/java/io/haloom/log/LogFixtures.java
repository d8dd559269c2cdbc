package io.haloom.log;

import io.haloom.model.FrontendConfig;
import io.haloom.model.GlobalConfig;
import io.haloom.model.HttpConfig;
import io.haloom.model.LogTarget;
import io.haloom.model.LoggingConfig;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.rule.TcpRules;
import io.haloom.sample.CompileException;
import io.haloom.sample.LogFormat;
import io.haloom.sample.compile.CompileScope;
import io.haloom.sample.compile.LogFormatParser;
import io.haloom.sample.format.FormatOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Configurations for tests of logging. */
final class LogFixtures {
  private LogFixtures() {}

  static GlobalConfig global(String hostName, LogTarget... logs) {
    return new GlobalConfig(
        null,
        null,
        null,
        new GlobalConfig.Logging(List.of(logs), "haproxy", hostName),
        null,
        null,
        null,
        null,
        List.of());
  }

  static LogTarget target(String address, LogTarget.Format format) {
    return new LogTarget(address, 16, 7, 0, 1024, format, null);
  }

  static ProxyConfig proxy(LoggingConfig logging, Option... options) {
    Set<Option> on = EnumSet.noneOf(Option.class);
    on.addAll(List.of(options));
    FrontendConfig frontend = new FrontendConfig(List.of(), 0, 0, 0, null, List.of(), null, null);
    return new ProxyConfig(
        new ProxyConfig.Section(ProxyConfig.Kind.FRONTEND, "fe", 2, false, null, false, null),
        ProxyConfig.Mode.TCP,
        on,
        null,
        frontend,
        null,
        logging,
        null,
        TcpRules.NONE,
        HttpConfig.NONE);
  }

  static LogFormat format(String text) throws CompileException {
    CompileScope scope = new CompileScope(CompileScope.Section.FRONTEND, "fe");
    LogAliases aliases = new LogAliases("host1");
    return new LogFormatParser(scope, "in log-format string in", aliases::find, FormatOptions.LOG)
        .parse(text);
  }
}
