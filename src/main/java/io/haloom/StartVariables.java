package io.haloom;

import io.haloom.model.ProcessVariable;
import io.haloom.sample.ProcessFacts;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SessionFacts;
import io.haloom.sample.Variables;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sets the variables of the global section, when there is nothing yet but the process. */
final class StartVariables implements SampleContext {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final ProcessFacts facts;
  private final Variables process;
  private final Variables others = new Variables();

  /**
   * @param process the variables to set
   */
  StartVariables(ProcessFacts facts, Variables process) {
    this.facts = facts;
    this.process = process;
  }

  /** Sets them in order; what yields no sample is left out. */
  void set(List<ProcessVariable> variables) {
    for (ProcessVariable variable : variables) {
      Sample value = new Sample();
      boolean found = true;
      if (variable.expression() != null) {
        found = variable.expression().evaluate(this, value);
      } else {
        StringBuilder text = new StringBuilder();
        variable.format().render(this, text);
        value.setString(text.toString().getBytes(StandardCharsets.ISO_8859_1));
      }
      if (found) {
        process.set(variable.name(), value);
      }
    }
  }

  @Override
  public SocketAddress source() {
    return null;
  }

  @Override
  public SocketAddress destination() {
    return null;
  }

  @Override
  public ByteBuffer requestBytes() {
    return NOTHING;
  }

  @Override
  public ByteBuffer responseBytes() {
    return NOTHING;
  }

  @Override
  public boolean requestComplete() {
    return true;
  }

  @Override
  public boolean responseComplete() {
    return true;
  }

  @Override
  public Variables variables(Variables.Scope scope) {
    return scope == Variables.Scope.PROCESS ? process : others;
  }

  @Override
  public ProcessFacts process() {
    return facts;
  }

  @Override
  public SessionFacts session() {
    return null;
  }
}
