package io.haloom.sample.convert;

import io.haloom.regex.Groups;
import io.haloom.regex.Regex;
import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.ByteText;
import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.Expressions;
import io.haloom.sample.Replacement;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code regsub}. */
final class RegexConverters {
  private RegexConverters() {}

  static List<ConverterWord> words() {
    return List.of(
        new ConverterWord(
            "regsub",
            ArgSpec.of(2, ArgType.REGEX, ArgType.STR, ArgType.STR),
            SampleType.STR,
            SampleType.STR,
            RegexConverters::substitute));
  }

  private static Converter substitute(Args args) throws CompileException {
    String flags = args.has(2) ? args.text(2) : "";
    for (int i = 0; i < flags.length(); i++) {
      if ("ig".indexOf(flags.charAt(i)) < 0) {
        throw new CompileException(
            "invalid regex flag '" + flags.charAt(i) + "', only 'i' and 'g' are supported");
      }
    }
    Regex regex = regex(args, flags.indexOf('i') >= 0);
    if (regex == null) {
      return (context, sample) -> false;
    }
    String replacement = new String(Bytes.of(args.text(1)), StandardCharsets.ISO_8859_1);
    boolean all = flags.indexOf('g') >= 0;
    return (context, sample) -> {
      sample.setString(replace(regex, sample, replacement, all));
      return true;
    };
  }

  /** Null where it is malformed, and where the parser of the arguments will say so. */
  private static Regex regex(Args args, boolean ignoreCase) throws CompileException {
    try {
      return Expressions.compile(args.text(0), new Regex.Options(ignoreCase, true));
    } catch (CompileException e) {
      if (!args.isToldLater()) {
        throw e;
      }
      return null;
    }
  }

  /**
   * Each match is looked for in what follows the last one as in a text of its own, whose start is
   * no line's start. After an empty match one byte is taken over.
   */
  private static byte[] replace(Regex regex, Sample sample, String replacement, boolean all) {
    byte[] text = sample.bytes();
    int at = sample.offset();
    int end = at + sample.length();
    ByteText out = new ByteText(sample.length() + 16);
    Groups groups = new Groups();
    boolean first = true;
    while ((first || all) && regex.find(text, at, end - at, !first, groups)) {
      out.append(text, at, groups.start(0));
      Replacement.expand(groups, text, at, replacement, out);
      if (at >= end) {
        return out.toBytes();
      }
      int step = groups.end(0);
      if (step == 0) {
        out.append((char) (text[at] & 0xFF));
        step = 1;
      }
      at += step;
      first = false;
    }
    return out.append(text, at, end - at).toBytes();
  }
}
