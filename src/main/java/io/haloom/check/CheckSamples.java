package io.haloom.check;

import io.haloom.model.CheckStep;
import io.haloom.sample.HttpResponseView;
import io.haloom.sample.LogFormat;
import io.haloom.sample.ProcessFacts;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SessionFacts;
import io.haloom.sample.Variables;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** What expressions of check rules may look at: the answer so far, variables and the process. */
final class CheckSamples implements SampleContext {
  private final ProcessFacts facts;
  private final Map<Variables.Scope, Variables> variables = new EnumMap<>(Variables.Scope.class);
  private Received received;
  private SessionFacts session;
  private HttpResponseView response;

  CheckSamples(ProcessFacts facts, Variables ofProcess) {
    this.facts = facts;
    variables.put(Variables.Scope.PROCESS, ofProcess);
  }

  /** Says which run this is of. */
  void of(SessionFacts run, Received answer) {
    session = run;
    received = answer;
  }

  /** The response to the last request, or null. */
  void answered(HttpResponseView answer) {
    response = answer;
  }

  /** Renders a format; a character for each byte. */
  String text(LogFormat format) {
    return format.text(this);
  }

  byte[] bytes(LogFormat format) {
    return text(format).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The number a format yields, 0 when it is not one. */
  int number(LogFormat format) {
    try {
      return Integer.parseInt(text(format).strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Runs a {@code set-var} or {@code unset-var} rule. */
  void set(CheckStep.SetVar rule) {
    Variables scope = variables(rule.scope());
    if (rule.format() == null) {
      scope.unset(rule.name());
    } else {
      scope.set(rule.name(), text(rule.format()));
    }
  }

  @Override
  public ByteBuffer responseBytes() {
    return received == null ? NOTHING : received.bytes();
  }

  @Override
  public HttpResponseView httpResponse() {
    return response;
  }

  @Override
  public boolean isResponse() {
    return true;
  }

  @Override
  public Variables variables(Variables.Scope scope) {
    return variables.computeIfAbsent(scope, s -> new Variables());
  }

  @Override
  public ProcessFacts process() {
    return facts;
  }

  @Override
  public SessionFacts session() {
    return session;
  }
}
