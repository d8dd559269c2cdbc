package io.haloom.process;

import io.haloom.Keywords;
import io.haloom.cli.CommandLine;
import io.haloom.cli.CommandLine.Flag;
import io.haloom.cli.CommandLine.Task;
import io.haloom.cli.Console;
import io.haloom.cli.Features;
import io.haloom.config.ConfigFiles;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.model.BindConfig;
import io.haloom.model.Config;
import io.haloom.model.ProcessConfig;
import io.haloom.model.ProxyConfig;
import io.haloom.model.load.ConfigLoader;
import io.haloom.model.load.address.NameResolver;
import io.haloom.model.load.draft.LoadOptions;
import io.haloom.model.load.draft.Surroundings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The way from the command line to a running balancer, in HAProxy's order: the configuration is
 * read and judged; {@code -c} ends there; then comes the choice of background or foreground, and
 * {@link Service}.
 */
public final class Startup {
  private static final int FAILED = 1;
  private static final int WILL_NOT_START = 2;

  private final CommandLine line;
  private final Console console;
  private final Environment environment;
  private final String[] args;
  private Surroundings surroundings;

  /**
   * @param args the words that {@code line} was read from
   */
  public Startup(CommandLine line, Console console, Environment environment, String... args) {
    this.line = line;
    this.console = console;
    this.environment = environment;
    this.args = args;
  }

  /** Checks or serves; returns the exit status. */
  public int run() throws IOException, InterruptedException {
    console.silent(line.silent(false));
    if (!inFolder()) {
      return FAILED;
    }
    console.phase("config");
    List<String> files = files();
    Config config = files == null ? null : load(files);
    if (config == null) {
      return FAILED;
    }
    if (line.has(Flag.LIST_LIBRARIES)) {
      listLibraries();
    }
    if (line.task() == Task.CHECK) {
      console.silent(line.silent(config.global().process().messages().quiet()));
      return check(config);
    }
    console.phase(null);
    return serve(config);
  }

  /** The launcher changes folder before Java starts, and says which; a JVM cannot. */
  private boolean inFolder() {
    String wanted = line.overrides().folder();
    if (wanted == null || wanted.equals(System.getProperty("haloom.folder"))) {
      return true;
    }
    Path folder = Path.of(wanted);
    String reason =
        !Files.exists(folder)
            ? "No such file or directory"
            : !Files.isDirectory(folder)
                ? "Not a directory"
                : !Files.isExecutable(folder) ? "Permission denied" : "needs bin/haloom";
    alert("Could not change to directory " + wanted + " : " + reason);
    return false;
  }

  private List<String> files() {
    try {
      return ConfigFiles.expand(line.files());
    } catch (IOException e) {
      alert(e.getMessage());
      return null;
    }
  }

  private Config load(List<String> files) throws IOException {
    Diagnostics diagnostics = console.diagnostics();
    String hostname = hostname();
    surroundings =
        new Surroundings(
            environment,
            NameResolver.SYSTEM,
            Keywords.vocabulary(hostname),
            hostname,
            options(),
            Features.promised());
    Config config = new ConfigLoader(surroundings, diagnostics).load(files);
    if (config == null) {
      return null;
    }
    boolean strict =
        line.has(Flag.ZERO_WARNING) || config.global().process().messages().zeroWarning();
    if (strict || line.task() == Task.CHECK) {
      // A start that goes on tells its notices itself.
      boolean only = line.task() == Task.CHECK;
      StateFileCheck.run(config, diagnostics::warning, only ? diagnostics::notice : text -> {});
    }
    if (strict && diagnostics.hasWarnings()) {
      alert("Some warnings were found and 'zero-warning' is set. Aborting.");
      return null;
    }
    return config;
  }

  private LoadOptions options() {
    return new LoadOptions(
        line.overrides().localpeer() != null,
        line.has(Flag.IGNORE_RESOLUTION_FAILURES),
        line.overrides().proxyMaxconn(),
        line.has(Flag.NO_REUSEPORT),
        line.has(Flag.NO_SPLICE),
        line.has(Flag.NO_SERVER_VERIFY));
  }

  private static String hostname() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException notLinux) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "localhost";
      }
    }
  }

  private void listLibraries() {
    console.say("List of loaded object files:");
    for (String jar : System.getProperty("java.class.path").split(":", -1)) {
      console.say(jar);
    }
  }

  private int check(Config config) {
    if (console.diagnostics().hasWarnings()) {
      console.say("Warnings were found.");
    }
    if (!listens(config)) {
      console.say("Configuration file has no error but will not start (no listener) => exit(2).");
      return WILL_NOT_START;
    }
    console.say("Configuration file is valid");
    return 0;
  }

  private static boolean listens(Config config) {
    if (!config.global().stats().binds().isEmpty()) {
      return true;
    }
    for (ProxyConfig proxy : config.proxies()) {
      if (!proxy.disabled() && proxy.isFrontend() && !proxy.frontend().binds().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private int serve(Config config) throws IOException, InterruptedException {
    ProcessConfig process = config.global().process();
    Integer elsewhere = startElsewhere(process);
    if (elsewhere != null) {
      return elsewhere;
    }
    console.silent(line.silent(process.messages().quiet()));
    List<BindConfig> masterSockets = masterSockets();
    if (masterSockets == null) {
      return FAILED;
    }
    Program program = new Program(console, surroundings);
    return new Service(line, console, config, program, masterSockets).run();
  }

  /**
   * Has the script start another process, where the configuration wants a master or the background
   * and the script could not see it, or the other way round.
   *
   * @return the exit status of this one, or null where it is to serve
   */
  private Integer startElsewhere(ProcessConfig process) throws IOException, InterruptedException {
    Launcher launcher = Launcher.ofThisProcess();
    Master master = launcher.master();
    if (master != null && master.processes().reloads() > 0) {
      return null;
    }
    boolean daemon = line.daemon(process.daemon());
    boolean wantsMaster = line.has(Flag.MASTER_WORKER) || process.master().wanted();
    boolean here = daemon == launcher.waits() && wantsMaster == (master != null);
    if (here) {
      return null;
    }
    if (launcher.script() == null) {
      alert(
          "To have a master or become a daemon, start with bin/haloom; java alone stays in the"
              + " foreground (-db), without -W.");
      return FAILED;
    }
    if (!daemon && launcher.waits()) {
      launcher.restart("foreground");
    } else if (master != null) {
      launcher.restart(wantsMaster ? "daemon" : "alone");
    } else if (daemon && !launcher.waits()) {
      return launcher.startDaemon(args);
    } else {
      launcher.becomeMaster(args);
    }
    return 0;
  }

  private List<BindConfig> masterSockets() {
    List<String> given = line.overrides().masterSockets();
    if (!given.isEmpty() && !line.has(Flag.MASTER_WORKER)) {
      console
          .diagnostics()
          .warning("a master CLI socket was defined, but master-worker mode (-W) is not enabled.");
    }
    boolean master = Launcher.ofThisProcess().master() != null;
    return master ? MasterSockets.of(given, surroundings, console.diagnostics()) : List.of();
  }

  private void alert(String text) {
    console.diagnostics().alert(text);
  }
}
