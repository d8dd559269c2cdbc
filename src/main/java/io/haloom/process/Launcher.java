package io.haloom.process;

import io.haloom.os.linux.Descriptors;
import io.haloom.os.linux.ProcessCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The other half of {@code bin/haloom}. A JVM cannot fork, so to become a daemon it is started in
 * the background by that script, which waits on a pipe for one word; and to have a master, that
 * script stays ({@link Master}).
 */
public final class Launcher {
  /** The variable that names the descriptor the script waits on. */
  static final String READY_FD = "HALOOM_READY_FD";

  /** What the script hands on by the environment, and nobody else is to see. */
  public static final List<String> VARIABLES =
      List.of(READY_FD, Master.CONTROL, Master.PROCESSES, "HALOOM_ALONE", "HALOOM_FOREGROUND");

  private static final Launcher OF_THIS_PROCESS =
      new Launcher(
          System.getProperty("haloom.launcher"), System.getenv(READY_FD), Master.ofEnvironment());

  private final String script;
  private final String readyFd;
  private final Master master;

  /**
   * @param script the path of bin/haloom, or null where Java was started without it
   * @param readyFd the number of the descriptor it waits on, or null where it does not
   * @param master the master of this process, or null
   */
  Launcher(String script, String readyFd, Master master) {
    this.script = script;
    this.readyFd = readyFd;
    this.master = master;
  }

  public static Launcher ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /** The script's path, or null. */
  public String script() {
    return script;
  }

  /** The master whose worker this process is, or null. */
  public Master master() {
    return master;
  }

  /** Whether this process runs in the background, with a script waiting for it or its master. */
  public boolean waits() {
    return readyFd != null;
  }

  /**
   * Has the script start Haloom in another way, for the configuration is not what it guessed; this
   * process is to end.
   *
   * @param how {@code foreground}, and of a worker {@code alone} and {@code daemon} too
   */
  public void restart(String how) throws IOException {
    if (master != null) {
      master.say(how);
    } else {
      answer(how);
    }
  }

  /**
   * Has the script end well: all is bound. No file is opened: the user may have changed, and the
   * root folder too.
   */
  public void ready() throws IOException {
    if (readyFd != null && master == null) {
      answer("ready");
    }
  }

  /** Tells the script or the master that this process ends, having said why. */
  public void failed(String reason) throws IOException {
    if (master != null) {
      master.failed(reason);
    } else if (readyFd != null) {
      answer("failed");
    }
  }

  /** Starts this program once more, as a daemon, and returns its exit status. */
  public int startDaemon(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script, "-D"));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /**
   * Becomes the script again, as the master; returns only where that fails.
   *
   * @throws IOException with the reason
   */
  public void becomeMaster(String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(script, "-W"));
    command.addAll(List.of(args));
    ProcessCalls.become(command);
  }

  private void answer(String word) throws IOException {
    int descriptor = Integer.parseInt(readyFd);
    Descriptors.write(descriptor, (word + "\n").getBytes(StandardCharsets.US_ASCII));
    Descriptors.close(descriptor);
  }
}
