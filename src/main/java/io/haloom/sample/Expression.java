package io.haloom.sample;

import java.util.List;

/** A fetch and the converters after it, compiled; immutable, evaluated by any thread. */
public final class Expression {
  private final FetchWord word;
  private final Fetch fetch;
  private final Converter[] converters;
  private final SampleType[] inputs;
  private final SampleType type;

  public Expression(
      FetchWord word, Fetch fetch, List<ConverterWord> steps, List<Converter> converters) {
    this.word = word;
    this.fetch = fetch;
    this.converters = converters.toArray(Converter[]::new);
    this.inputs = steps.stream().map(ConverterWord::in).toArray(SampleType[]::new);
    this.type = steps.isEmpty() ? word.type() : steps.getLast().out();
  }

  /** The fetch it starts with. */
  public FetchWord word() {
    return word;
  }

  /** Whether converters follow the fetch. */
  public boolean isConverted() {
    return converters.length > 0;
  }

  /** The type it is declared to yield. */
  public SampleType type() {
    return type;
  }

  /**
   * Evaluates it into {@code sample}.
   *
   * @return false where there is no sample; {@link Sample#mayChange} then tells whether there may
   *     be one later
   */
  public boolean evaluate(SampleContext context, Sample sample) {
    sample.begin();
    if (!fetch.take(context, sample)) {
      return false;
    }
    for (int i = 0; i < converters.length; i++) {
      if (!sample.cast(inputs[i]) || !converters[i].convert(context, sample)) {
        return false;
      }
    }
    return true;
  }

  /** As {@link #evaluate}, and turns the result into {@code wanted}. */
  public boolean evaluate(SampleContext context, Sample sample, SampleType wanted) {
    return evaluate(context, sample) && sample.cast(wanted);
  }
}
