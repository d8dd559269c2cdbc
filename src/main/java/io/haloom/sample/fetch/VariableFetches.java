package io.haloom.sample.fetch;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import io.haloom.sample.VariableName;
import java.util.List;

/** {@code var}: what {@code set-var} stored. */
final class VariableFetches {
  private VariableFetches() {}

  static List<FetchWord> words() {
    ArgSpec args = ArgSpec.of(1, ArgType.STR, ArgType.STR);
    return List.of(
        FetchWord.of("var", args, SampleType.ANY, Source.CONSTANT, VariableFetches::variable));
  }

  private static Fetch variable(Args args) throws CompileException {
    VariableName name = VariableName.of(args.text(0));
    byte[] otherwise = args.has(1) ? Bytes.of(args.text(1)) : null;
    return (context, sample) -> {
      Sample value = name.get(context);
      if (value != null) {
        sample.copyFrom(value);
      } else if (otherwise != null) {
        sample.setString(otherwise);
      } else {
        return false;
      }
      return true;
    };
  }
}
