package io.haloom.sample.convert;

import io.haloom.regex.Groups;
import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.ByteText;
import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.Replacement;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import io.haloom.sample.match.MapFile;
import io.haloom.sample.match.MapValue;
import io.haloom.sample.match.MatchMethod;
import io.haloom.sample.match.PatternEntry;
import io.haloom.sample.match.PatternSet;
import java.util.ArrayList;
import java.util.List;

/** Look-ups in files of keys and values (configuration manual, section 7.3.1, {@code map}). */
final class MapConverters {
  private static final List<MatchMethod> TYPED =
      List.of(
          MatchMethod.STR,
          MatchMethod.BEG,
          MatchMethod.SUB,
          MatchMethod.DIR,
          MatchMethod.DOM,
          MatchMethod.END,
          MatchMethod.REG,
          MatchMethod.INT,
          MatchMethod.IP);

  private MapConverters() {}

  static List<ConverterWord> words() {
    List<ConverterWord> words = new ArrayList<>();
    words.add(word("map", MatchMethod.STR, SampleType.STR));
    words.add(word("map_regm", MatchMethod.REGM, SampleType.STR));
    for (MatchMethod method : TYPED) {
      String name = "map_" + method.word();
      words.add(word(name, method, SampleType.STR));
      words.add(word(name + "_int", method, SampleType.SINT));
      words.add(word(name + "_ip", method, SampleType.ADDR));
    }
    return words;
  }

  private static ConverterWord word(String name, MatchMethod method, SampleType out) {
    ArgType otherwise = out == SampleType.SINT ? ArgType.SINT : ArgType.STR;
    return new ConverterWord(
        name,
        ArgSpec.of(1, ArgType.MAP, otherwise),
        method.type(),
        out,
        args -> make(args, method, out));
  }

  private static Converter make(Args args, MatchMethod method, SampleType out)
      throws CompileException {
    PatternSet set = args.get(0, MapFile.class).open(method, out);
    Sample otherwise = otherwise(args, out);
    if (method == MatchMethod.REGM) {
      return (context, sample) -> fill(set, sample) || use(otherwise, sample);
    }
    return (context, sample) -> {
      PatternEntry found = set.find(sample);
      if (found == null) {
        return use(otherwise, sample);
      }
      MapValue value = found.value();
      if (value == null) {
        sample.setInt(1);
      } else {
        value.put(out, sample);
      }
      return true;
    };
  }

  private static Sample otherwise(Args args, SampleType out) throws CompileException {
    if (!args.has(1)) {
      return null;
    }
    Sample value = new Sample();
    if (out == SampleType.SINT) {
      value.setInt(args.number(1));
      return value;
    }
    value.setString(Bytes.of(args.text(1)));
    if (out == SampleType.ADDR) {
      MapValue address = new MapValue(args.text(1));
      if (!address.is(SampleType.ADDR)) {
        throw new CompileException("map: cannot parse default ip <" + args.text(1) + ">.");
      }
      address.put(SampleType.ADDR, value);
    }
    return value;
  }

  private static boolean use(Sample otherwise, Sample sample) {
    if (otherwise != null) {
      sample.copyFrom(otherwise);
    }
    return otherwise != null;
  }

  /** Puts what the groups matched into the value. */
  private static boolean fill(PatternSet set, Sample sample) {
    Groups groups = new Groups();
    PatternEntry match = set.match(sample, groups);
    if (match == null) {
      return false;
    }
    Sample value = new Sample();
    match.value().put(SampleType.STR, value);
    ByteText out = new ByteText();
    Replacement.expand(groups, sample.bytes(), sample.offset(), value.latin1(), out);
    sample.setString(out.bytes(), 0, out.length());
    return true;
  }
}
