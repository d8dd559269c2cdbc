package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Messages of the Financial Information eXchange protocol. */
final class FixConverters {
  private static final Map<String, Integer> TAGS =
      Map.of(
          "beginstring", 8,
          "bodylength", 9,
          "checksum", 10,
          "msgtype", 35,
          "sendercompid", 49,
          "targetcompid", 56);

  private FixConverters() {}

  static List<ConverterWord> words() {
    return List.of(
        new ConverterWord(
            "fix_is_valid",
            ArgSpec.NONE,
            SampleType.BIN,
            SampleType.BOOL,
            args -> FixConverters::isValid),
        new ConverterWord(
            "fix_tag_value",
            ArgSpec.of(1, ArgType.STR),
            SampleType.BIN,
            SampleType.BIN,
            FixConverters::tagValue));
  }

  private static boolean isValid(SampleContext context, Sample sample) {
    FixMessage.Result result = new FixMessage(sample).validate();
    sample.mayChange(result == FixMessage.Result.NEED_MORE && !context.isComplete());
    if (result == FixMessage.Result.NEED_MORE) {
      return false;
    }
    sample.setBool(result == FixMessage.Result.YES);
    return true;
  }

  private static Converter tagValue(Args args) throws CompileException {
    int tag = tag(args.text(0));
    return (context, sample) -> {
      FixMessage.Result result = new FixMessage(sample).find(tag);
      sample.mayChange(result == FixMessage.Result.NEED_MORE && !context.isComplete());
      return result == FixMessage.Result.YES;
    };
  }

  private static int tag(String name) throws CompileException {
    if (name.matches("0*[1-9][0-9]{0,8}")) {
      return Integer.parseInt(name);
    }
    Integer tag = TAGS.get(name.toLowerCase(Locale.ROOT));
    if (tag == null) {
      throw new CompileException("Unknown FIX tag name '" + name + "'");
    }
    return tag;
  }
}
