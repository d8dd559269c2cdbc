package io.haloom.process;

import io.haloom.Haloom;
import io.haloom.cli.CommandLine;
import io.haloom.cli.CommandLine.Flag;
import io.haloom.cli.Console;
import io.haloom.model.BindConfig;
import io.haloom.model.Config;
import io.haloom.model.ProcessConfig;
import io.haloom.model.ProxyConfig;
import io.haloom.os.linux.DescriptorLimit;
import io.haloom.os.linux.Descriptors;
import io.haloom.os.linux.ProcessCalls;
import io.haloom.stats.ProcessFigures;
import java.io.IOException;
import java.util.List;

/**
 * A balancer as a process, in HAProxy's order: limits, sockets taken over, listeners bound, pid
 * file written, old processes told to leave; then service until a soft stop is done or a signal
 * kills.
 */
public final class Service {
  /** As often as HAProxy, and as long between: about a second in all. */
  private static final int BIND_ATTEMPTS = 100;

  private static final int BIND_PAUSE_MILLIS = 10;

  private final CommandLine line;
  private final Console console;
  private final Config config;
  private final Program program;
  private final List<BindConfig> masterSockets;
  private final Launcher launcher = Launcher.ofThisProcess();
  private final Master master = launcher.master();
  private final Predecessors old;
  private final SystemdNotifier systemd;

  /**
   * @param masterSockets where the master CLI listens; none where there is no master
   */
  Service(
      CommandLine line,
      Console console,
      Config config,
      Program program,
      List<BindConfig> masterSockets) {
    this.line = line;
    this.console = console;
    this.config = config;
    this.program = program;
    this.masterSockets = masterSockets;
    old = new Predecessors(line.old(), config, master);
    long mainPid = master == null ? ProcessHandle.current().pid() : master.processes().master();
    systemd =
        new SystemdNotifier(
            line.has(Flag.SYSTEMD) ? System.getenv("NOTIFY_SOCKET") : null, mainPid);
  }

  /** Serves; returns the exit status. */
  int run() throws InterruptedException {
    try {
      serve(limits());
      return 0;
    } catch (IOException e) {
      alert(e.getMessage());
      return 1;
    }
  }

  private void serve(DescriptorLimits limits) throws IOException, InterruptedException {
    DeferredSignals signals = new DeferredSignals();
    Signals.install(signals);
    try {
      old.takeListeners();
    } catch (IOException e) {
      console.diagnostics().warning(e.getMessage());
      if (master == null) {
        throw new IOException("Failed to get the sockets from the old process!", e);
      }
      // They are bound beside the old ones then, as HAProxy's master does it.
      alert("Failed to get the sockets from the old process!");
    }
    Haloom.Settings settings = settings(limits);
    Warmup warmup = old.exist() ? Warmup.begin(settings) : null;
    try (Haloom haloom = Haloom.create(config, settings)) {
      announce(limits, haloom.runtime().transport().name());
      bind(haloom);
      Worker worker = master == null ? null : new Worker(master, haloom, systemd);
      if (worker != null) {
        worker.bind(masterSockets);
      }
      old.closeUnused();
      writePidFile();
      boolean quiet = line.silent(config.global().process().messages().quiet());
      if (warmup != null) {
        warmup.await();
      }
      int nothing = launcher.waits() || quiet ? Descriptors.openNothing() : -1;
      becomeUnprivileged();
      program.rings(haloom.rings());
      haloom.start();
      signals.begin(new ServiceSignals(haloom, master == null ? systemd : null));
      old.tellToLeave();
      console.started();
      if (nothing >= 0) {
        Descriptors.silenceStandardStreams(nothing);
      }
      ready(worker, quiet);
      HeapWatch.begin(haloom.runtime().process().connections()::get);
      haloom.awaitStopped();
    }
  }

  private DescriptorLimits limits() throws IOException {
    DescriptorLimit limit = DescriptorLimit.current();
    long hard = limit.hard() < 0 ? Integer.MAX_VALUE : limit.hard();
    DescriptorLimits limits =
        DescriptorLimits.fit(config, line.overrides().maxconn(), threads(), hard);
    if (limits.problem() != null && raise(limits.wanted())) {
      limits = DescriptorLimits.fit(config, line.overrides().maxconn(), threads(), limits.wanted());
    }
    if (limits.problem() != null && limits.fatal()) {
      throw new IOException(limits.problem());
    }
    if (limits.problem() != null) {
      console.diagnostics().warning(limits.problem());
    }
    return limits;
  }

  /** With privilege the hard limit is no limit. */
  private static boolean raise(int wanted) {
    return new DescriptorLimit(wanted, wanted).apply();
  }

  private int threads() {
    int threads = config.global().process().nbthread();
    return threads != 0 ? threads : Runtime.getRuntime().availableProcessors();
  }

  private Haloom.Settings settings(DescriptorLimits limits) throws IOException {
    String transport =
        line.has(Flag.NO_EPOLL) || config.global().process().noEpoll()
            ? "jdk"
            : System.getProperty("haloom.transport");
    int descriptors = (int) Math.min(Integer.MAX_VALUE, DescriptorLimit.current().soft());
    return new Haloom.Settings(
        transport,
        old,
        old.exist(),
        new ProcessFigures.Limits(
            descriptors,
            limits.maxsock(),
            limits.maxconn(),
            limits.maxPipes(),
            line.overrides().memoryMegabytes()),
        program,
        console::report);
  }

  private void announce(DescriptorLimits limits, String transport) {
    if (!line.talkative()) {
      return;
    }
    if (config.global().limits().maxconn() == 0 && line.overrides().maxconn() == 0) {
      console.complain("Note: setting global.maxconn to " + limits.maxconn() + ".\n");
    }
    console.answer("Using " + transport + "() as the polling mechanism.\n");
  }

  private void bind(Haloom haloom) throws IOException, InterruptedException {
    boolean paused = false;
    List<Haloom.BindFailure> failures = haloom.bind();
    for (int i = 0; i < BIND_ATTEMPTS && !failures.isEmpty() && old.pause(); i++) {
      paused = true;
      Thread.sleep(BIND_PAUSE_MILLIS);
      failures = haloom.bind();
    }
    String problem = null;
    if (!failures.isEmpty()) {
      failures.forEach(failure -> alert(text(failure)));
      problem = "Some protocols failed to start their listeners! Exiting.";
    } else if (master == null
        && config.global().stats().binds().isEmpty()
        && haloom.runtime().frontends().stream().allMatch(f -> f.listeners().isEmpty())) {
      problem = "No enabled listener found (check for 'bind' directives) ! Exiting.";
    }
    if (problem != null) {
      if (paused) {
        old.resume();
      }
      throw new IOException("[haloom.main()] " + problem);
    }
  }

  private String text(Haloom.BindFailure failure) {
    return "Binding [%s:%d] for %s %s: %s"
        .formatted(
            failure.bind().place().file(),
            failure.bind().place().line(),
            kind(failure.proxy()),
            failure.proxy(),
            failure.reason());
  }

  private String kind(String name) {
    for (ProxyConfig proxy : config.proxies()) {
      if (proxy.name().equals(name) && proxy.isFrontend()) {
        return proxy.isBackend() ? "proxy" : "frontend";
      }
    }
    return "frontend";
  }

  /** Only in the background and in master-worker mode, as in HAProxy. */
  private void writePidFile() throws IOException {
    ProcessConfig process = config.global().process();
    String given = line.overrides().pidfile();
    String path = given != null ? given : process.pidfile();
    if (path == null || !launcher.waits() && master == null) {
      return;
    }
    try {
      long pid = master == null ? ProcessHandle.current().pid() : master.processes().master();
      PidFile.write(path, pid);
    } catch (IOException e) {
      old.resume();
      throw new IOException("[haloom.main()] Cannot create pidfile " + path, e);
    }
  }

  private void becomeUnprivileged() throws IOException {
    ProcessConfig process = config.global().process();
    if (process.privileges().user() < 0
        && process.privileges().group() < 0
        && process.privileges().chroot() == null) {
      return;
    }
    LateFiles.open();
    try {
      if (process.privileges().chroot() != null) {
        ProcessCalls.root(process.privileges().chroot());
      }
      ProcessCalls.become(process.privileges().user(), process.privileges().group());
    } catch (IOException e) {
      old.resume();
      throw new IOException("[haloom.main()] " + e.getMessage(), e);
    }
  }

  private void ready(Worker worker, boolean quiet) throws IOException {
    launcher.ready();
    systemd.ready("Ready.");
    if (worker != null) {
      worker.serves(config, program.environment(), quiet);
    }
  }

  private void alert(String text) {
    console.diagnostics().alert(text);
  }
}
