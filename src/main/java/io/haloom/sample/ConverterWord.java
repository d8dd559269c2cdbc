package io.haloom.sample;

/**
 * A converter as the configuration names it.
 *
 * @param name its word
 * @param args what arguments it takes
 * @param in what it takes
 * @param out what it yields
 * @param factory makes the converter of its arguments
 */
public record ConverterWord(
    String name, ArgSpec args, SampleType in, SampleType out, Factory factory) {

  /** Makes a converter. */
  @FunctionalInterface
  public interface Factory {

    /**
     * @throws CompileException where the arguments do not make sense together
     */
    Converter make(Args args) throws CompileException;
  }
}
