package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code json_query}: one value of a JSON text. */
final class JsonQueryConverter {
  /** The integers that every reader of JSON has (RFC 8259, section 6). */
  private static final long MOST = (1L << 53) - 1;

  private static final int DIGITS = 6;

  private JsonQueryConverter() {}

  static List<ConverterWord> words() {
    return List.of(
        new ConverterWord(
            "json_query",
            ArgSpec.of(1, ArgType.STR, ArgType.STR),
            SampleType.STR,
            SampleType.ANY,
            JsonQueryConverter::make));
  }

  private static Converter make(Args args) throws CompileException {
    if (args.text(0).isEmpty()) {
      throw new CompileException("json_path must not be empty");
    }
    return query(args);
  }

  /** Of a path and perhaps {@code int}. */
  static Converter query(Args args) throws CompileException {
    String path = new String(Bytes.of(args.text(0)), StandardCharsets.ISO_8859_1);
    boolean integer = args.has(1) && !args.text(1).isEmpty();
    if (integer && !args.text(1).equals("int")) {
      throw new CompileException("output_type only supports \"int\" as argument");
    }
    return (context, sample) -> {
      String value = JsonText.find(sample.latin1(), path);
      return value != null && put(value, integer, sample);
    };
  }

  private static boolean put(String value, boolean integer, Sample sample) {
    char first = value.charAt(0);
    if (first == '"') {
      String text = JsonText.unescaped(value);
      if (text != null) {
        sample.setString(text.getBytes(StandardCharsets.ISO_8859_1));
      }
      return text != null;
    }
    if (value.equals("true") || value.equals("false")) {
      sample.setBool(value.equals("true"));
      return true;
    }
    if (first != '-' && (first < '0' || first > '9')) {
      return false;
    }
    if (integer) {
      byte[] digits = value.getBytes(StandardCharsets.ISO_8859_1);
      long number = Bytes.leadingInteger(digits, 0, digits.length);
      sample.setInt(number);
      return number >= -MOST && number <= MOST;
    }
    try {
      sample.setString(general(new BigDecimal(value)));
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** As {@code %g} of C writes it: six digits, zeros at the end left out. */
  private static String general(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal rounded = value.round(new MathContext(DIGITS)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < DIGITS) {
      return rounded.toPlainString();
    }
    String digits = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    int size = Math.abs(exponent);
    return digits + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
  }
}
