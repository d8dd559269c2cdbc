package io.haloom.process;

import io.haloom.model.ProgramConfig;
import io.haloom.os.linux.Descriptors;
import io.haloom.os.linux.ProcessCalls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The master of this process, {@code bin/master.sh}, as its worker sees it: lines go to it on one
 * pipe, and come from it on another. Both are there before privileges are dropped, and stay.
 */
public final class Master {
  /** The variable with this worker's number and the descriptors to write to and read from. */
  static final String CONTROL = "HALOOM_MASTER";

  /** The variable with the processes there are, one a line ({@link Processes}). */
  static final String PROCESSES = "HALOOM_PROCESSES";

  /** The master handles a signal that it nearly missed with the next line that comes. */
  private static final int TICK_MILLIS = 1000;

  private final String number;
  private final int events;
  private final int answers;
  private final Processes processes;

  /** Whether the next worker serves; of the thread that reads. */
  private boolean replaced;

  /** What the master tells this process; each on the one thread that reads. */
  public interface Told {
    /** All processes that belong to this worker have been told. */
    void complete();

    /** A next worker is being started. */
    void reloading();

    /** It did not come so far, for that reason; this one serves on. */
    void failed(String reason);

    /** It serves, and this one is to leave: a signal follows. */
    void replaced();

    /** All is to end: a signal follows. */
    void stopping();

    /** There is no master any more. */
    void gone();
  }

  private Master(String number, int events, int answers, Processes processes) {
    this.number = number;
    this.events = events;
    this.answers = answers;
    this.processes = processes;
  }

  /** The master that started this process, or null. */
  static Master ofEnvironment() {
    String control = System.getenv(CONTROL);
    if (control == null) {
      return null;
    }
    String[] words = control.split(" ", -1);
    int events = Integer.parseInt(words[1]);
    int answers = Integer.parseInt(words[2]);
    Descriptors.inheritable(events, false);
    Descriptors.inheritable(answers, false);
    return new Master(words[0], events, answers, Processes.of(System.getenv(PROCESSES)));
  }

  /** The processes of the master, this one not among them until it serves. */
  public Processes processes() {
    return processes;
  }

  /** Sends a line, whole or not at all. */
  void say(String line) throws IOException {
    byte[] bytes = (number + " " + line + "\n").getBytes(StandardCharsets.UTF_8);
    Descriptors.write(events, bytes);
  }

  /** This process will not serve; it has said why. */
  void failed(String reason) throws IOException {
    say("failed " + (reason == null ? "" : reason.replaceAll("\\s+", " ")));
  }

  /**
   * Has a program run beside the worker; before {@link #serves}.
   *
   * @param environment what to set and, with null, to unset for it
   */
  public void program(ProgramConfig program, Map<String, String> environment) throws IOException {
    say("program " + ProgramLine.of(program, environment));
  }

  /** Starts the next worker, as USR2 does. */
  public void reload() throws IOException {
    say("reload");
  }

  /**
   * This process serves.
   *
   * @param socket the name in the abstract space where other workers reach it
   * @param exitOnFailure whether all ends when a process fails
   * @param maxReloads how many reloads a worker may outlive, -1 for any number
   * @param quiet whether the master is to say nothing from now on
   */
  public void serves(String socket, boolean exitOnFailure, int maxReloads, boolean quiet)
      throws IOException {
    processes.serving();
    String failure = exitOnFailure ? "exit" : "stay";
    say("ready %s %s %d %s".formatted(socket, failure, maxReloads, quiet ? "quiet" : "loud"));
  }

  /** Begins to read what the master tells, and to tell it every second that this process lives. */
  public void listen(Told told) {
    Thread.ofPlatform().daemon().name("master").start(() -> read(told));
  }

  private void read(Told told) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      byte[] some = next();
      while (some.length > 0) {
        for (byte b : some) {
          if (b == '\n') {
            tell(line.toString(StandardCharsets.UTF_8), told);
            line.reset();
          } else {
            line.write(b);
          }
        }
        some = next();
      }
    } catch (IOException e) {
      // The pipe is broken: there is no master.
    }
    try {
      // The pipe is the next worker's now, and tells nothing of the master.
      while (replaced && ProcessCalls.exists(processes.master())) {
        Thread.sleep(TICK_MILLIS);
      }
      told.gone();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] next() throws IOException {
    while (!Descriptors.awaitInput(answers, TICK_MILLIS)) {
      say("tick");
    }
    return Descriptors.read(answers);
  }

  private void tell(String line, Told told) throws IOException {
    int blank = line.indexOf(' ');
    String word = blank < 0 ? line : line.substring(0, blank);
    String rest = blank < 0 ? "" : line.substring(blank + 1);
    switch (word) {
      case "reloading" -> {
        processes.reloading();
        told.reloading();
      }
      case "failed" -> {
        processes.failed();
        told.failed(rest);
      }
      case "started" -> processes.started(rest);
      case "ended" -> processes.ended(rest);
      case "complete" -> told.complete();
      case "replaced" -> {
        replaced = true;
        told.replaced();
      }
      case "stopping" -> {
        told.stopping();
        say("told");
      }
      default -> {}
    }
  }
}
