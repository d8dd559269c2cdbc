package io.haloom.process;

import io.haloom.config.ProductVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The processes of a master, as this worker knows them: those there were when it was started, and
 * what the master has told since. From any thread.
 */
public final class Processes {
  private static final String ROW = "%-15s %-15s %-15s %-15s %-15s\n";

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Entry> entries = new ArrayList<>();
  private long master;
  private Instant start = Instant.now();
  private int reloads;
  private int failed;

  /** A worker or a program. */
  private static final class Entry {
    final boolean worker;
    final long pid;

    /** The name of a program, or the socket where a worker is reached. */
    final String label;

    /** Asked for at once: later /proc may be out of reach. */
    final Instant start;

    int reloads;
    boolean leaving;

    Entry(boolean worker, long pid, int reloads, String label, boolean leaving) {
      this.worker = worker;
      this.pid = pid;
      this.reloads = reloads;
      this.label = label;
      this.leaving = leaving;
      start = startOf(pid);
    }
  }

  private Processes() {}

  /**
   * Reads what the master writes: lines of kind, pid, reloads, then for the master the failed ones,
   * for others their label and state.
   */
  static Processes of(String lines) {
    Processes processes = new Processes();
    for (String line : lines.split("\n", -1)) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("master")) {
        processes.master = Long.parseLong(words[1]);
        processes.start = startOf(processes.master);
        processes.reloads = Integer.parseInt(words[2]);
        processes.failed = Integer.parseInt(words[3]);
      } else if (words.length >= 5) {
        processes.entries.add(
            new Entry(
                words[0].equals("worker"),
                Long.parseLong(words[1]),
                Integer.parseInt(words[2]),
                words[3],
                words[4].equals("leaving")));
      }
    }
    return processes;
  }

  /** The pid of the master. */
  public long master() {
    return master;
  }

  /** How many reloads the master was asked for. */
  public int reloads() {
    return locked(() -> reloads);
  }

  /** Whether the last reload failed. */
  public boolean reloadFailed() {
    return locked(() -> failed > 0);
  }

  /** The pids of the workers before this one. */
  public List<Long> workers() {
    return locked(() -> entries.stream().filter(e -> e.worker).map(e -> e.pid).toList());
  }

  /** Where the worker before this one is reached, a name in the abstract space; null for none. */
  public String previousSocket() {
    return locked(
        () ->
            entries.stream()
                .filter(e -> e.worker && !e.leaving)
                .map(e -> e.label)
                .findFirst()
                .orElse(null));
  }

  /** Where the worker of that pid is reached; null where there is none, or it is this process. */
  public String socketOf(long pid) {
    return locked(
        () ->
            entries.stream()
                .filter(e -> e.worker && e.pid == pid && e.pid != ownPid())
                .map(e -> e.label)
                .findFirst()
                .orElse(null));
  }

  /** This worker serves from now on; those before it are leaving. */
  void serving() {
    lock.lock();
    try {
      failed = 0;
      entries.forEach(e -> e.leaving |= e.worker || e.reloads > 0);
      entries.add(0, new Entry(true, ownPid(), 0, "-", false));
    } finally {
      lock.unlock();
    }
  }

  void reloading() {
    lock.lock();
    try {
      reloads++;
      entries.forEach(e -> e.reloads++);
    } finally {
      lock.unlock();
    }
  }

  void failed() {
    lock.lock();
    try {
      failed++;
    } finally {
      lock.unlock();
    }
  }

  /** A program has been started: pid and name. */
  void started(String text) {
    String[] words = text.split(" ", 2);
    long pid = Long.parseLong(words[0]);
    lock.lock();
    try {
      entries.removeIf(e -> e.pid == pid);
      entries.add(new Entry(false, pid, 0, words[1], false));
    } finally {
      lock.unlock();
    }
  }

  void ended(String pid) {
    lock.lock();
    try {
      entries.removeIf(e -> Long.toString(e.pid).equals(pid));
    } finally {
      lock.unlock();
    }
  }

  /** The answer to {@code show proc}. */
  public String table() {
    lock.lock();
    try {
      StringBuilder text = new StringBuilder();
      text.append(ROW.formatted("#<PID>", "<type>", "<reloads>", "<uptime>", "<version>"));
      String own = reloads + " [failed: " + failed + "]";
      text.append(ROW.formatted(master, "master", own, uptime(start), ProductVersion.FULL));
      text.append("# workers\n");
      rows(text, true, false);
      if (entries.stream().anyMatch(e -> e.worker && e.leaving)) {
        text.append("# old workers\n");
        rows(text, true, true);
      }
      text.append("# programs\n");
      rows(text, false, false);
      if (entries.stream().anyMatch(e -> !e.worker && e.leaving)) {
        text.append("# old programs\n");
        rows(text, false, true);
      }
      return text.toString();
    } finally {
      lock.unlock();
    }
  }

  private void rows(StringBuilder text, boolean workers, boolean leaving) {
    for (Entry entry : entries) {
      if (entry.worker == workers && entry.leaving == leaving) {
        String type = workers ? "worker" : entry.label;
        String version = workers ? ProductVersion.FULL : "-";
        text.append(ROW.formatted(entry.pid, type, entry.reloads, uptime(entry.start), version));
      }
    }
  }

  private static Instant startOf(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().startInstant())
        .orElseGet(Instant::now);
  }

  private static String uptime(Instant start) {
    Duration up = Duration.between(start, Instant.now());
    long seconds = Math.max(0, up.toSeconds());
    return "%dd%02dh%02dm%02ds"
        .formatted(seconds / 86400, seconds % 86400 / 3600, seconds % 3600 / 60, seconds % 60);
  }

  private static long ownPid() {
    return ProcessHandle.current().pid();
  }

  private <T> T locked(java.util.function.Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }
}
