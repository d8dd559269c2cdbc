package io.haloom.config;

import io.haloom.config.Diagnostic.Severity;
import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * Prints diagnostics in HAProxy's shape: {@code [ALERT] (pid) : config : text}. The first alert or
 * warning is preceded by notices that name the program, for the reader may have several.
 */
public final class DiagnosticPrinter implements Consumer<Diagnostic> {
  private final PrintStream out;
  private final long pid;
  private final String version;
  private final String executable;
  private final boolean diagMode;
  private String phase = "config : ";
  private boolean named;

  /**
   * @param version named by the first line
   * @param executable path of the program, or null
   * @param diagMode whether {@code -dD} was given
   */
  public DiagnosticPrinter(
      PrintStream out, long pid, String version, String executable, boolean diagMode) {
    this.out = out;
    this.pid = pid;
    this.version = version;
    this.executable = executable;
    this.diagMode = diagMode;
  }

  /** Names what the messages that follow are about ({@code config}), or null for nothing. */
  public void phase(String name) {
    phase = name == null ? "" : name + " : ";
  }

  /** Leaves out the name of the program from now on. */
  public void unnamed() {
    named = true;
  }

  @Override
  public void accept(Diagnostic d) {
    boolean weighs = d.severity() == Severity.ALERT || d.severity() == Severity.WARNING;
    if (weighs && !named) {
      named = true;
      print(Severity.NOTICE, "haproxy version is " + version);
      if (executable != null) {
        print(Severity.NOTICE, "path to executable is " + executable);
      }
    }
    if (d.severity() != Severity.DIAG || diagMode) {
      print(d.severity(), phase + d.text());
    }
  }

  private void print(Severity severity, String text) {
    String line = "%-10s (%d) : %s%n".formatted("[" + severity + "]", pid, text);
    out.writeBytes(ConfigText.bytes(line));
    out.flush();
  }
}
