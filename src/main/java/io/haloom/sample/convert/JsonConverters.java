package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** {@code json}: text made fit to stand between the quotes of a JSON string. */
final class JsonConverters {
  private static final Set<String> CODES = Set.of("", "ascii", "utf8", "utf8s", "utf8p", "utf8ps");

  private JsonConverters() {}

  static List<ConverterWord> words() {
    return List.of(
        new ConverterWord(
            "json",
            ArgSpec.of(1, ArgType.STR),
            SampleType.STR,
            SampleType.STR,
            JsonConverters::escape));
  }

  private static Converter escape(Args args) throws CompileException {
    String code = args.text(0);
    if (!CODES.contains(code)) {
      throw new CompileException(
          "Unexpected input code type. Allowed value are 'ascii', 'utf8', 'utf8s', 'utf8p' and"
              + " 'utf8ps'");
    }
    boolean bytes = code.isEmpty() || code.equals("ascii");
    boolean skipsErrors = code.endsWith("s");
    return (context, sample) -> {
      String text = bytes ? sample.latin1() : decode(sample, skipsErrors);
      if (text == null) {
        return false;
      }
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        append(out, text.charAt(i));
      }
      sample.setString(out.toString());
      return true;
    };
  }

  /** Null where a character is malformed or beyond 16 bits, unless these are left out. */
  private static String decode(Sample sample, boolean skipsErrors) {
    ByteBuffer in = ByteBuffer.wrap(sample.bytes(), sample.offset(), sample.length());
    CharBuffer out = CharBuffer.allocate(sample.length());
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    for (CoderResult result = decoder.decode(in, out, true);
        result.isError();
        result = decoder.decode(in, out, true)) {
      if (!skipsErrors) {
        return null;
      }
      in.position(in.position() + result.length());
    }
    String text = out.flip().toString();
    StringBuilder small = new StringBuilder();
    text.codePoints().filter(Character::isBmpCodePoint).forEach(c -> small.append((char) c));
    return skipsErrors || small.length() == text.length() ? small.toString() : null;
  }

  private static void append(StringBuilder out, char c) {
    int known = "\"\\/\b\f\r\n\t".indexOf(c);
    if (known >= 0) {
      out.append('\\').append("\"\\/bfrnt".charAt(known));
    } else if (c < ' ' || c > '~') {
      out.append("\\u%04x".formatted((int) c));
    } else {
      out.append(c);
    }
  }
}
