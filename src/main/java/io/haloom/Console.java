package io.haloom;

import io.haloom.config.Diagnostic;
import io.haloom.config.DiagnosticPrinter;
import io.haloom.config.Diagnostics;
import io.haloom.config.ProductVersion;
import java.io.PrintStream;

/** What is said to whoever starts the program: answers on one stream, diagnostics on the other. */
final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final DiagnosticPrinter printer;
  private final Diagnostics diagnostics = new Diagnostics(this::print);
  private boolean silent;

  /**
   * @param executable path of the program, or null
   * @param diagMode whether {@code -dD} was given
   */
  Console(PrintStream out, PrintStream err, String executable, boolean diagMode) {
    this.out = out;
    this.err = err;
    long pid = ProcessHandle.current().pid();
    printer = new DiagnosticPrinter(err, pid, ProductVersion.FULL, executable, diagMode);
    printer.phase(null);
  }

  /** Collects and prints. */
  Diagnostics diagnostics() {
    return diagnostics;
  }

  /** Says nothing from now on, but what {@link #answer} must. */
  void silent(boolean on) {
    silent = on;
  }

  /** Names what the diagnostics that follow are about, or null for nothing. */
  void phase(String name) {
    printer.phase(name);
  }

  /** Prints to standard output, whatever {@code -q} says. */
  void answer(String text) {
    out.print(text);
    out.flush();
  }

  /** Prints a line to standard output unless silent. */
  void say(String line) {
    if (!silent) {
      answer(line + "\n");
    }
  }

  /** Prints a line to standard error unless silent. */
  void note(String line) {
    if (!silent) {
      complain(line + "\n");
    }
  }

  /** Prints to standard error, whatever {@code -q} says. */
  void complain(String text) {
    err.print(text);
    err.flush();
  }

  private void print(Diagnostic diagnostic) {
    if (!silent) {
      printer.accept(diagnostic);
    }
  }
}
