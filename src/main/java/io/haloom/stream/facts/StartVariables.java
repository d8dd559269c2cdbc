package io.haloom.stream.facts;

import io.haloom.model.ProcessVariable;
import io.haloom.sample.ProcessContext;
import io.haloom.sample.ProcessFacts;
import io.haloom.sample.Sample;
import io.haloom.sample.Variables;
import java.util.List;

/** Sets the variables of the global section, when there is nothing yet but the process. */
public final class StartVariables {
  private final ProcessContext context;
  private final Variables process;

  /**
   * @param process the variables to set
   */
  public StartVariables(ProcessFacts facts, Variables process) {
    this.context = new ProcessContext(facts, process);
    this.process = process;
  }

  /** Sets them in order; what yields no sample is left out. */
  public void set(List<ProcessVariable> variables) {
    for (ProcessVariable variable : variables) {
      Sample value = new Sample();
      if (variable.expression() == null) {
        process.set(variable.name(), context.rendered(variable.format()));
      } else if (variable.expression().evaluate(context, value)) {
        process.set(variable.name(), value);
      }
    }
  }
}
