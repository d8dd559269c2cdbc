package io.haloom.sample;

/** What expressions see where there is neither session nor check: the process alone. */
public final class ProcessContext implements SampleContext {
  private final ProcessFacts facts;
  private final Variables process;
  private final Variables others = new Variables();

  /**
   * @param process the variables of the {@code proc} scope; those of others are set in vain
   */
  public ProcessContext(ProcessFacts facts, Variables process) {
    this.facts = facts;
    this.process = process;
  }

  /** A format's text as a string sample. */
  public Sample rendered(LogFormat format) {
    ByteText text = new ByteText();
    format.render(this, text);
    Sample value = new Sample();
    value.setString(text.toBytes());
    return value;
  }

  @Override
  public Variables variables(Variables.Scope scope) {
    return scope == Variables.Scope.PROCESS ? process : others;
  }

  @Override
  public ProcessFacts process() {
    return facts;
  }
}
