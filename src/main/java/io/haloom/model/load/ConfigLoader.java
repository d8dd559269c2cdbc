package io.haloom.model.load;

import io.haloom.config.ConditionPredicates;
import io.haloom.config.ConfigReader;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.config.ProductVersion;
import io.haloom.config.SectionParser;
import io.haloom.model.Config;
import io.haloom.model.load.draft.GlobalDraft;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.Surroundings;
import io.haloom.model.load.global.GlobalSection;
import io.haloom.model.load.global.HeaderCaseFile;
import io.haloom.model.load.global.ProgramSection;
import io.haloom.model.load.global.RefusedSection;
import io.haloom.model.load.global.ResolversSection;
import io.haloom.model.load.global.UserlistSection;
import io.haloom.model.load.log.RingSection;
import io.haloom.model.load.proxy.HttpErrorsSection;
import io.haloom.model.load.proxy.ProxySection;
import io.haloom.model.load.validate.ProxyValidation;
import io.haloom.model.load.word.Refusals;
import io.haloom.net.tls.TlsContext;
import io.haloom.regex.Regex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a whole configuration. All its errors are told to the diagnostics, and there is a {@link
 * Config} only where there are none. One loader reads one configuration.
 */
public final class ConfigLoader {
  private final LoadContext context;
  private final ConfigReader reader;

  public ConfigLoader(Surroundings surroundings, Diagnostics diagnostics) {
    Environment environment = surroundings.environment();
    context = new LoadContext(surroundings, diagnostics);
    ConditionPredicates predicates =
        new ConditionPredicates(
            environment,
            ProductVersion.HAPROXY,
            surroundings.features(),
            Set.of(),
            TlsContext::libraryVersion);
    reader = new ConfigReader(sections(context), environment, predicates, diagnostics);
  }

  /** The parsers of all sections, by the word that opens each. */
  private static Map<String, SectionParser> sections(LoadContext context) {
    Map<String, SectionParser> sections = new LinkedHashMap<>();
    ProxySection proxies = new ProxySection(context);
    sections.put("listen", proxies);
    sections.put("frontend", proxies);
    sections.put("backend", proxies);
    sections.put("defaults", proxies);
    sections.put("global", new GlobalSection(context));
    sections.put("userlist", new UserlistSection(context));
    sections.put("program", new ProgramSection(context));
    sections.put("ring", new RingSection(context));
    sections.put("resolvers", new ResolversSection(context));
    sections.put("http-errors", new HttpErrorsSection(context));
    REFUSED.forEach((word, note) -> sections.put(word, new RefusedSection(context, word, note)));
    return sections;
  }

  /** Sections that are known by name only, with what they need. */
  static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("peers", Refusals.PEERS),
          Map.entry("mailers", Refusals.MAILERS),
          Map.entry("cache", Refusals.CACHE),
          Map.entry("fcgi-app", Refusals.FASTCGI),
          Map.entry("crt-store", "is not of HAProxy 2.6: name certificates by 'crt' or 'crt-list'"),
          Map.entry("namespace_list", Refusals.NAMESPACE),
          Map.entry("log-forward", "needs a log relay, which Haloom does not have yet"),
          Map.entry("traces", "needs traces, which Haloom does not have yet"));

  /** Reads {@code files} in order. Returns the configuration, or null where there are errors. */
  public Config load(List<String> files) {
    for (String file : files) {
      byte[] content;
      try {
        content = Files.readAllBytes(Path.of(file));
      } catch (IOException e) {
        context
            .diagnostics()
            .alert("Could not open configuration file " + file + " : " + reason(e));
        return null;
      }
      if (!read(file, content)) {
        return null;
      }
    }
    context.environment().set("HAPROXY_CFGFILES", String.join(";", files));
    return finish();
  }

  /** Reads one configuration from memory. */
  public Config load(String name, byte[] content) {
    return read(name, content) ? finish() : null;
  }

  private boolean read(String file, byte[] content) {
    Diagnostics diagnostics = context.diagnostics();
    int before = diagnostics.fatalCount();
    boolean whole = reader.read(file, content);
    if (diagnostics.fatalCount() > before) {
      diagnostics.alert("Error(s) found in configuration file : " + file);
    }
    return whole;
  }

  private Config finish() {
    Diagnostics diagnostics = context.diagnostics();
    ProxyValidation checks = new ProxyValidation(context);
    checks.run();
    for (String program : context.programsWithoutCommand()) {
      diagnostics.alert("The program section '" + program + "' lacks a command to launch.");
    }
    boolean anyProgram =
        !context.global().programs.isEmpty() || !context.programsWithoutCommand().isEmpty();
    if (anyProgram && !isMasterWorker()) {
      diagnostics.alert("Can't use a 'program' section without master worker mode.");
    }
    String headerCase = context.global().texts.get(GlobalDraft.HEADER_CASE_FILE);
    if (headerCase != null && !diagnostics.hasErrors()) {
      HeaderCaseFile.read(context, headerCase);
    }
    if (Regex.needsLibrary()) {
      diagnostics.warning(Regex.ADVICE);
    }
    if (diagnostics.hasErrors()) {
      diagnostics.alert("Fatal errors found in configuration.");
      return null;
    }
    context.unservedResolvers().forEach(diagnostics::warning);
    checks.resolve();
    return diagnostics.hasErrors() ? null : new ModelBuilder(context).build();
  }

  private boolean isMasterWorker() {
    return context.global().flag("master-worker")
        || context.environment().get("HAPROXY_MWORKER") != null;
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "No such file or directory" : e.getMessage();
  }
}
