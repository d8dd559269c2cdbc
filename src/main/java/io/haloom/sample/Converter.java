package io.haloom.sample;

/** A compiled converter with its arguments; immutable, evaluated by any thread. */
@FunctionalInterface
public interface Converter {

  /**
   * Changes the sample, which has the converter's input type.
   *
   * @return false where the value cannot be converted: there is then no sample
   */
  boolean convert(SampleContext context, Sample sample);
}
