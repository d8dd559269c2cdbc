package io.haloom.process;

import io.haloom.Haloom;
import io.haloom.admin.MasterControl;
import io.haloom.model.BindConfig;
import io.haloom.model.Config;
import io.haloom.model.MasterConfig;
import io.haloom.model.ProgramConfig;
import io.haloom.proxy.Events;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * This process as the worker of a master: what the master and the master CLI are told, and what is
 * done about what the master tells.
 */
public final class Worker implements MasterControl, Master.Told {
  /** As long as a name in the abstract space may be. */
  private static final int NAME_LENGTH = 107;

  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

  private final Master master;
  private final Haloom haloom;
  private final SystemdNotifier systemd;
  private final String socket = randomName();

  Worker(Master master, Haloom haloom, SystemdNotifier systemd) {
    this.master = master;
    this.haloom = haloom;
    this.systemd = systemd;
  }

  /** Nobody else can guess it, and who may use it is asked for besides. */
  private static String randomName() {
    StringBuilder name = new StringBuilder("haloom-" + ProcessHandle.current().pid() + "-");
    SecureRandom random = new SecureRandom();
    while (name.length() < NAME_LENGTH) {
      name.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return name.toString();
  }

  /** Binds what the master CLI needs. */
  void bind(List<BindConfig> sockets) throws IOException {
    haloom.bindMaster(sockets, this);
    haloom.bindInternal(socket);
  }

  /**
   * Tells the master that this process serves, and what to run beside it.
   *
   * @param environment the variables as the configuration left them
   * @param quiet whether the master is to be silent
   */
  void serves(Config config, Map<String, String> environment, boolean quiet) throws IOException {
    MasterConfig wanted = config.global().process().master();
    Map<String, String> changes = changes(environment);
    for (ProgramConfig program : wanted.programs()) {
      master.program(program, changes);
    }
    master.listen(this);
    master.serves(socket, wanted.exitOnFailure(), wanted.maxReloads(), quiet);
  }

  /** From this process's environment to the one of programs; null for what is not there. */
  private static Map<String, String> changes(Map<String, String> wanted) {
    Map<String, String> changes = new HashMap<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (!value.equals(wanted.get(name))) {
                changes.put(name, wanted.get(name));
              }
            });
    wanted.forEach(
        (name, value) -> {
          if (System.getenv(name) == null) {
            changes.put(name, value);
          }
        });
    Launcher.VARIABLES.forEach(name -> changes.put(name, null));
    return changes;
  }

  @Override
  public String table() {
    return master.processes().table();
  }

  @Override
  public boolean reloadFailed() {
    return master.processes().reloadFailed();
  }

  @Override
  public boolean isWorker(long pid) {
    return pid == ProcessHandle.current().pid() || socketOf(pid) != null;
  }

  @Override
  public String socketOf(long pid) {
    return master.processes().socketOf(pid);
  }

  @Override
  public void reload() throws IOException {
    master.reload();
  }

  @Override
  public void complete() {
    haloom.startMaster();
  }

  @Override
  public void reloading() {
    tellSystemd(systemd::reloading);
  }

  /** What the failed one said itself went to standard error alone. */
  @Override
  public void failed(String reason) {
    haloom.log(Events.ALERT, "Reload failed, this worker serves on: " + reason);
    tellSystemd(() -> systemd.ready("Reload failed, the worker before serves on: " + reason));
  }

  @Override
  public void replaced() {
    haloom.leaveMaster();
  }

  @Override
  public void stopping() {
    tellSystemd(systemd::stopping);
  }

  /** A worker without a master could not be reloaded, nor found: it ends, as HAProxy's. */
  @Override
  public void gone() {
    haloom.log(Events.ALERT, "The master process is gone; this worker ends.");
    haloom.close();
    Runtime.getRuntime().halt(1);
  }

  private interface Notice {
    void send() throws IOException;
  }

  private static void tellSystemd(Notice notice) {
    try {
      notice.send();
    } catch (IOException e) {
      // systemd sees for itself whether the master lives.
      return;
    }
  }
}
