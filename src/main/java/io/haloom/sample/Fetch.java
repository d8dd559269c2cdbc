package io.haloom.sample;

/** A compiled fetch with its arguments; immutable, evaluated by any thread. */
@FunctionalInterface
public interface Fetch {

  /**
   * Takes a sample.
   *
   * @param sample where it goes, with its type; {@link Sample#mayChange} is set where a later
   *     evaluation may give another result
   * @return false where there is none
   */
  boolean take(SampleContext context, Sample sample);
}
