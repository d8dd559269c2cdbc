package io.haloom;

import io.haloom.CommandLine.Flag;
import io.haloom.CommandLine.Task;
import io.haloom.config.ConfigFiles;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.model.Config;
import io.haloom.model.ProcessConfig;
import io.haloom.model.ProxyConfig;
import io.haloom.model.load.ConfigLoader;
import io.haloom.model.load.NameResolver;
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
final class Startup {
  private static final int FAILED = 1;
  private static final int WILL_NOT_START = 2;

  private final CommandLine line;
  private final Console console;
  private final Environment environment;
  private final String[] args;
  private ConfigLoader.Surroundings surroundings;

  /**
   * @param args the words that {@code line} was read from
   */
  Startup(CommandLine line, Console console, Environment environment, String... args) {
    this.line = line;
    this.console = console;
    this.environment = environment;
    this.args = args;
  }

  /** Checks or serves; returns the exit status. */
  int run() throws IOException, InterruptedException {
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

  private Config load(List<String> files) {
    Diagnostics diagnostics = console.diagnostics();
    String hostname = hostname();
    surroundings =
        new ConfigLoader.Surroundings(
            environment,
            NameResolver.SYSTEM,
            Keywords.vocabulary(hostname),
            hostname,
            line.overrides().localpeer() != null,
            line.has(Flag.IGNORE_RESOLUTION_FAILURES),
            Features.promised());
    Config config = new ConfigLoader(surroundings, diagnostics).load(files);
    if (config == null) {
      return null;
    }
    boolean strict = line.has(Flag.ZERO_WARNING) || config.global().process().zeroWarning();
    if (strict && diagnostics.hasWarnings()) {
      alert("Some warnings were found and 'zero-warning' is set. Aborting.");
      return null;
    }
    return new Overlay(line).over(config);
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
    Launcher launcher = Launcher.ofThisProcess();
    boolean daemon = line.daemon(process.daemon());
    if (daemon && !launcher.waits()) {
      if (launcher.script() == null) {
        alert(
            "To become a daemon, start with bin/haloom; java alone stays in the foreground (-db).");
        return FAILED;
      }
      return launcher.startDaemon(args);
    }
    if (!daemon && launcher.waits()) {
      launcher.stayInForeground();
      return 0;
    }
    console.silent(line.silent(process.quiet()));
    return new Service(line, console, config, new Program(console, surroundings), args).run();
  }

  private void alert(String text) {
    console.diagnostics().alert(text);
  }
}
