package io.haloom;

import io.haloom.net.epoll.Descriptors;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The other half of {@code bin/haloom}. A JVM cannot fork, so to become a daemon it is started in
 * the background by that script, which waits on a pipe for one word.
 */
final class Launcher {
  /** The variable that names the descriptor the script waits on. */
  static final String READY_FD = "HALOOM_READY_FD";

  private final String script;
  private final String readyFd;

  /**
   * @param script the path of bin/haloom, or null where Java was started without it
   * @param readyFd the number of the descriptor it waits on, or null where it does not
   */
  Launcher(String script, String readyFd) {
    this.script = script;
    this.readyFd = readyFd;
  }

  static Launcher ofThisProcess() {
    return new Launcher(System.getProperty("haloom.launcher"), System.getenv(READY_FD));
  }

  /** The script's path, or null. */
  String script() {
    return script;
  }

  /** Whether this process runs in the background, with a script waiting for it. */
  boolean waits() {
    return readyFd != null;
  }

  /** Has the script start Haloom in the foreground; this process is to end. */
  void stayInForeground() throws IOException {
    answer("foreground");
  }

  /** Has the script end well: all is bound. The standard streams lead nowhere from then on. */
  void ready() throws IOException {
    Descriptors.silenceStandardStreams();
    answer("ready");
    Descriptors.close(Integer.parseInt(readyFd));
  }

  /** Starts this program once more, as a daemon, and returns its exit status. */
  int startDaemon(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script, "-D"));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private void answer(String word) throws IOException {
    try (FileOutputStream pipe = new FileOutputStream("/proc/self/fd/" + readyFd)) {
      pipe.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }
}
