package io.haloom.sample;

import java.util.EnumSet;
import java.util.Set;

/**
 * A fetch as the configuration names it.
 *
 * @param name its word
 * @param args what arguments it takes
 * @param type what it yields; a fetch may yield another type where HAProxy's does
 * @param sources where it takes its sample from
 * @param factory makes the fetch of its arguments
 */
public record FetchWord(
    String name, ArgSpec args, SampleType type, Set<Source> sources, Factory factory) {

  /** Makes a fetch. */
  @FunctionalInterface
  public interface Factory {

    /**
     * @throws CompileException where the arguments do not make sense together
     */
    Fetch make(Args args) throws CompileException;
  }

  /** Without arguments. */
  public static FetchWord plain(String name, SampleType type, Source source, Fetch fetch) {
    return new FetchWord(name, ArgSpec.NONE, type, EnumSet.of(source), args -> fetch);
  }

  public static FetchWord of(
      String name, ArgSpec args, SampleType type, Source source, Factory factory) {
    return new FetchWord(name, args, type, EnumSet.of(source), factory);
  }

  /** The same fetch under an older name. */
  public FetchWord alias(String other) {
    return new FetchWord(other, args, type, sources, factory);
  }

  /** Where it may be used. */
  public Set<Checkpoint> places() {
    Set<Checkpoint> places = EnumSet.noneOf(Checkpoint.class);
    for (Source source : sources) {
      places.addAll(source.places());
    }
    return places;
  }
}
