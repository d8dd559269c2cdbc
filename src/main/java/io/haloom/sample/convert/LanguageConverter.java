package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.Bytes;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.SampleType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code language}: which of some languages an {@code Accept-Language} likes best (RFC 9110,
 * section 12.5.4).
 */
final class LanguageConverter {
  private static final int BEST = 1000;

  private LanguageConverter() {}

  static List<ConverterWord> words() {
    return List.of(
        new ConverterWord(
            "language",
            ArgSpec.of(1, ArgType.STR, ArgType.STR),
            SampleType.STR,
            SampleType.STR,
            LanguageConverter::make));
  }

  private static Converter make(Args args) {
    String list = new String(Bytes.of(args.text(0)), StandardCharsets.ISO_8859_1);
    String[] languages = list.split(";", -1);
    byte[] otherwise = args.has(1) ? Bytes.of(args.text(1)) : new byte[0];
    return (context, sample) -> {
      String best = best(sample.latin1(), languages);
      sample.setString(best == null ? otherwise : best.getBytes(StandardCharsets.ISO_8859_1));
      return sample.length() > 0;
    };
  }

  private static String best(String accepted, String[] languages) {
    String best = null;
    int weight = 0;
    for (String item : accepted.split(",", -1)) {
      String trimmed = strip(item);
      int end = 0;
      while (end < trimmed.length()
          && trimmed.charAt(end) != ';'
          && !isSpace(trimmed.charAt(end))) {
        end++;
      }
      String language = find(trimmed.substring(0, end), languages);
      int wanted = language == null || end == 0 ? 0 : weight(strip(trimmed.substring(end)));
      if (wanted > weight) {
        best = language;
        weight = wanted;
      }
      if (weight >= BEST) {
        break;
      }
    }
    return best;
  }

  /** The first language of the list that a range covers, or null. */
  private static String find(String range, String[] languages) {
    for (String language : languages) {
      boolean longer = range.length() > language.length();
      if (range.startsWith(language) && (!longer || range.charAt(language.length()) == '-')) {
        return language;
      }
    }
    return null;
  }

  /** The thousandths of {@code ;q=0.5}; all where none are told, none where it cannot be read. */
  private static int weight(String parameters) {
    if (parameters.isEmpty()) {
      return BEST;
    }
    if (parameters.charAt(0) != ';') {
      return 0;
    }
    String text = strip(parameters.substring(1));
    if (!text.startsWith("q")) {
      return BEST;
    }
    text = strip(text.substring(1));
    return text.startsWith("=") ? thousandths(strip(text.substring(1))) : BEST;
  }

  private static int thousandths(String text) {
    if (text.isEmpty() || !isDigit(text, 0)) {
      return BEST;
    }
    int value = (text.charAt(0) - '0') * BEST;
    if (text.length() > 1 && text.charAt(1) == '.') {
      int unit = BEST / 10;
      for (int i = 2; i < 5 && isDigit(text, i); i++) {
        value += (text.charAt(i) - '0') * unit;
        unit /= 10;
      }
    }
    return Math.min(value, BEST);
  }

  /** {@link String#strip} takes more for blanks than HAProxy's C does. */
  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }
}
