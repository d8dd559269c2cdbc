package io.haloom.sample;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** What expressions see where there is neither session nor check: the process alone. */
public final class ProcessContext implements SampleContext {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

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
