package io.haloom;

import io.haloom.CommandLine.Flag;
import io.haloom.proxy.Events;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * USR2 in master-worker mode: starts a new process with the same command line, which reads the
 * configuration again, takes the listeners over, and has this one leave when it is ready. Where it
 * does not get so far, this one serves on.
 */
final class Successor {
  private final CommandLine line;
  private final Launcher launcher;
  private final Console console;
  private final SystemdNotifier systemd;
  private final String[] args;
  private final ReentrantLock starting = new ReentrantLock();
  private volatile Process process;

  /**
   * @param args the command line of this process
   */
  Successor(
      CommandLine line,
      Launcher launcher,
      Console console,
      SystemdNotifier systemd,
      String... args) {
    this.line = line;
    this.launcher = launcher;
    this.console = console;
    this.systemd = systemd;
    this.args = args;
  }

  /** Whether it has been started, and has not failed. */
  boolean runs() {
    Process now = process;
    return now != null && now.isAlive();
  }

  /** Starts it, unless it is being started. */
  void start() {
    if (!line.has(Flag.MASTER_WORKER) || launcher.script() == null || !starting.tryLock()) {
      return;
    }
    try {
      systemd.reloading();
      ProcessBuilder builder = new ProcessBuilder(command()).inheritIO();
      builder.environment().remove(Launcher.READY_FD);
      process = builder.start();
      int status = process.waitFor();
      if (status != 0) {
        console.report(
            Events.WARNING,
            "The new process ended with status " + status + "; this one serves on.");
        systemd.ready();
      }
    } catch (IOException e) {
      console.report(Events.WARNING, "Cannot start a new process: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      starting.unlock();
    }
  }

  /** The same words, but for those that name processes to take over from. */
  private List<String> command() {
    List<String> words = new ArrayList<>(List.of(launcher.script()));
    long own = ProcessHandle.current().pid();
    words.addAll(List.of("-sf", Long.toString(own)));
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("-x")) {
        i++;
      } else if (args[i].startsWith("-sf") || args[i].startsWith("-st")) {
        while (i + 1 < args.length && !args[i + 1].startsWith("-")) {
          i++;
        }
      } else {
        words.add(args[i]);
      }
    }
    return words;
  }
}
