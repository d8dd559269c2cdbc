package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.ByteText;
import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.Regex;
import io.haloom.sample.Replacement;
import io.haloom.sample.SampleType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    Pattern pattern = Regex.compile(args.text(0), flags.indexOf('i') >= 0);
    String replacement = new String(Bytes.of(args.text(1)), StandardCharsets.ISO_8859_1);
    boolean all = flags.indexOf('g') >= 0;
    return (context, sample) -> {
      sample.setString(replace(pattern, sample.latin1(), replacement, all));
      return true;
    };
  }

  private static byte[] replace(Pattern pattern, String text, String replacement, boolean all) {
    Matcher matcher = pattern.matcher(text);
    ByteText out = new ByteText();
    int done = 0;
    boolean more = matcher.find();
    while (more) {
      out.append(text, done, matcher.start());
      Replacement.expand(matcher, replacement, out);
      done = matcher.end();
      more = all && matcher.find();
    }
    return out.append(text, done, text.length()).toBytes();
  }
}
