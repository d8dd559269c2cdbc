package io.haloom.config;

import io.haloom.config.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Collects what is said about a configuration, so that no error hides the next, and passes each
 * message on as it comes. Used by one thread.
 */
public final class Diagnostics {
  private final List<Diagnostic> all = new ArrayList<>();
  private final Consumer<Diagnostic> sink;
  private int fatal;

  /** Collects only. */
  public Diagnostics() {
    this(d -> {});
  }

  /** Collects and passes each message to {@code sink}. */
  public Diagnostics(Consumer<Diagnostic> sink) {
    this.sink = sink;
  }

  /** An error: the configuration cannot be used. */
  public void alert(String text) {
    fatal++;
    add(new Diagnostic(Severity.ALERT, true, text));
  }

  /** An error on a line: {@code parsing [file:line] : text}. */
  public void alert(Line line, String text) {
    alert("parsing [" + line.location() + "] : " + text);
  }

  /** A message of the weight of an alert, where HAProxy nevertheless uses the configuration. */
  public void harmlessAlert(String text) {
    add(new Diagnostic(Severity.ALERT, false, text));
  }

  public void warning(String text) {
    add(new Diagnostic(Severity.WARNING, false, text));
  }

  /** A warning on a line: {@code parsing [file:line] : text}. */
  public void warning(Line line, String text) {
    warning("parsing [" + line.location() + "] : " + text);
  }

  public void notice(String text) {
    add(new Diagnostic(Severity.NOTICE, false, text));
  }

  /** What only {@code -dD} shows. */
  public void diag(String text) {
    add(new Diagnostic(Severity.DIAG, false, text));
  }

  /** How many errors there are. */
  public int fatalCount() {
    return fatal;
  }

  public boolean hasErrors() {
    return fatal > 0;
  }

  /** Whether anything was said that {@code -dW} and {@code zero-warning} forbid. */
  public boolean hasWarnings() {
    return all.stream().anyMatch(d -> d.severity() == Severity.WARNING);
  }

  /** All messages so far, in order. */
  public List<Diagnostic> all() {
    return List.copyOf(all);
  }

  private void add(Diagnostic diagnostic) {
    all.add(diagnostic);
    sink.accept(diagnostic);
  }
}
