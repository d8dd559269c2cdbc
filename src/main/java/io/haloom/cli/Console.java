package io.haloom.cli;

import io.haloom.config.ConfigText;
import io.haloom.config.Diagnostic;
import io.haloom.config.Diagnostic.Severity;
import io.haloom.config.DiagnosticPrinter;
import io.haloom.config.Diagnostics;
import io.haloom.config.ProductVersion;
import io.haloom.proxy.Events;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.locks.ReentrantLock;

/** What is said to whoever starts the program: answers on one stream, diagnostics on the other. */
public final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final DiagnosticPrinter printer;
  private final Diagnostics diagnostics = new Diagnostics(this::print);
  private final ByteArrayOutputStream startupLogs = new ByteArrayOutputStream();
  private final ReentrantLock lock = new ReentrantLock();
  private static volatile String firstAlert;
  private boolean silent;
  private boolean started;

  /**
   * @param executable path of the program, or null
   * @param diagMode whether {@code -dD} was given
   */
  public Console(PrintStream out, PrintStream err, String executable, boolean diagMode) {
    this.out = out;
    this.err = err;
    long pid = ProcessHandle.current().pid();
    PrintStream kept = new PrintStream(new Recorder(), true);
    printer = new DiagnosticPrinter(kept, pid, ProductVersion.FULL, executable, diagMode);
    printer.phase(null);
  }

  /** Collects and prints. */
  public Diagnostics diagnostics() {
    return diagnostics;
  }

  /** Says nothing from now on, but what {@link #answer} must. */
  public void silent(boolean on) {
    silent = on;
  }

  /** Names what the diagnostics that follow are about, or null for nothing. */
  public void phase(String name) {
    printer.phase(name);
  }

  /**
   * Prints what the balancer reports while it runs; from any thread.
   *
   * @param level a syslog level, 0 to 7
   */
  public void report(int level, String text) {
    Severity severity =
        level <= Events.ALERT
            ? Severity.ALERT
            : level <= Events.WARNING ? Severity.WARNING : Severity.NOTICE;
    print(new Diagnostic(severity, false, text));
  }

  /** The start is over: what it said is kept, and the program need not be named any more. */
  public void started() {
    lock.lock();
    try {
      started = true;
      printer.unnamed();
    } finally {
      lock.unlock();
    }
  }

  /** What was printed until {@link #started}. */
  public String startupLogs() {
    lock.lock();
    try {
      return ConfigText.text(startupLogs.toByteArray());
    } finally {
      lock.unlock();
    }
  }

  /** Prints to standard output, whatever {@code -q} says. */
  public void answer(String text) {
    out.print(text);
    out.flush();
  }

  /** Prints a line to standard output unless silent. */
  public void say(String line) {
    if (!silent) {
      answer(line + "\n");
    }
  }

  /** Prints to standard error, whatever {@code -q} says. */
  public void complain(String text) {
    err.print(text);
    err.flush();
  }

  /** The alert that came first in this process, which says best why it ends; or null. */
  public static String firstAlert() {
    return firstAlert;
  }

  private void print(Diagnostic diagnostic) {
    if (diagnostic.severity() == Severity.ALERT && firstAlert == null) {
      firstAlert = diagnostic.text();
    }
    lock.lock();
    try {
      if (!silent) {
        printer.accept(diagnostic);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Passes bytes on to standard error, and keeps them while starting. */
  private final class Recorder extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      err.write(bytes, from, length);
      err.flush();
      if (!started) {
        startupLogs.write(bytes, from, length);
      }
    }
  }
}
