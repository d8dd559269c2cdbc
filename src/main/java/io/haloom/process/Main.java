package io.haloom.process;

import io.haloom.cli.CommandLine;
import io.haloom.cli.CommandLine.Flag;
import io.haloom.cli.CommandLineException;
import io.haloom.cli.CommandLineParser;
import io.haloom.cli.ConditionCheck;
import io.haloom.cli.Console;
import io.haloom.cli.Features;
import io.haloom.cli.Usage;
import io.haloom.config.ConditionPredicates;
import io.haloom.config.Environment;
import io.haloom.config.ProductVersion;
import io.haloom.demo.Demo;
import io.haloom.net.tls.TlsContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The command line. */
public final class Main {
  private final Console console;
  private final CommandLine line;
  private final Environment environment;

  private Main(Console console, CommandLine line) {
    this.console = console;
    this.line = line;
    this.environment = environment(line);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    System.exit(runOrSay(args));
  }

  /** No end but a good one is without a word, and whoever waits for this process is told. */
  private static int runOrSay(String... args) throws IOException, InterruptedException {
    String reason = "the start failed";
    int status = 1;
    try {
      status = run(args);
    } catch (Exception | LinkageError e) {
      reason = "unexpected " + e;
      System.err.println("haloom: " + reason + ". Please report this:");
      e.printStackTrace();
    }
    if (status != 0) {
      String alert = Console.firstAlert();
      Launcher.ofThisProcess().failed(alert == null ? reason : alert);
    }
    return status;
  }

  /** Does what {@code args} ask for, and returns the exit status. */
  public static int run(String... args) throws IOException, InterruptedException {
    Console console = console(false);
    if (args.length == 1 && args[0].equals("demo")) {
      return Demo.show(console, Main::run);
    }
    if (args.length == 1 && args[0].equals("rehearse")) {
      return Demo.rehearse(console, Main::run);
    }
    try {
      CommandLine line = CommandLineParser.parse(args);
      return new Main(line.has(Flag.DIAG) ? console(true) : console, line).perform(args);
    } catch (CommandLineException e) {
      if (e.getMessage() != null) {
        console.diagnostics().alert(e.getMessage());
      }
      return e.showsUsage() ? usage(console, 0) : 1;
    }
  }

  private static Console console(boolean diagMode) {
    return new Console(System.out, System.err, System.getProperty("haloom.launcher"), diagMode);
  }

  private static int usage(Console console, int proxyMaxconn) {
    console.answer(Usage.version());
    console.complain(Usage.options(proxyMaxconn));
    return 1;
  }

  private int perform(String... args) throws IOException, InterruptedException {
    line.warnings().forEach(console.diagnostics()::warning);
    return switch (line.task()) {
      case VERSION -> answer(Usage.version());
      case BUILD_OPTIONS -> answer(Usage.version() + Usage.buildOptions());
      case MEMORY_HELP -> answer(Usage.memoryHelp());
      case CONDITION -> condition();
      case CHECK, SERVE ->
          line.files().isEmpty()
              ? usage(console, line.overrides().proxyMaxconn())
              : new Startup(line, console, environment, args).run();
    };
  }

  private int answer(String text) {
    console.answer(text);
    return 0;
  }

  private int condition() {
    if (line.condition() == null) {
      return usage(console, line.overrides().proxyMaxconn());
    }
    console.silent(line.silent(false));
    console.phase("config");
    return ConditionCheck.run(line.condition(), environment, predicates(), console.diagnostics());
  }

  private static Environment environment(CommandLine line) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    Launcher.VARIABLES.forEach(variables::remove);
    if (line.overrides().localpeer() != null) {
      variables.put("HAPROXY_LOCALPEER", line.overrides().localpeer());
    }
    if (line.has(Flag.MASTER_WORKER)) {
      variables.put("HAPROXY_MWORKER", "1");
    }
    return new Environment(variables);
  }

  private ConditionPredicates predicates() {
    Set<String> enabled = new HashSet<>(Set.of("EPOLL", "GETADDRINFO", "REUSEPORT", "SPLICE"));
    if (line.has(Flag.NO_EPOLL)) {
      enabled.remove("EPOLL");
    }
    if (line.has(Flag.NO_REUSEPORT)) {
      enabled.remove("REUSEPORT");
    }
    if (line.has(Flag.NO_SPLICE)) {
      enabled.remove("SPLICE");
    }
    return new ConditionPredicates(
        environment,
        ProductVersion.HAPROXY,
        Features.promised(),
        enabled,
        TlsContext::libraryVersion);
  }
}
