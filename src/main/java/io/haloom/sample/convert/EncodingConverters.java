package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** Base64 and the encoding of URLs. */
final class EncodingConverters {
  private EncodingConverters() {}

  static List<ConverterWord> words() {
    return List.of(
        encode("base64", Base64.getEncoder()),
        encode("ub64enc", Base64.getUrlEncoder().withoutPadding()),
        decode("b64dec", EncodingConverters::base64),
        decode("ub64dec", EncodingConverters::base64Url),
        new ConverterWord(
            "url_dec",
            ArgSpec.of(0, ArgType.SINT),
            SampleType.STR,
            SampleType.STR,
            EncodingConverters::urlDecode),
        new ConverterWord(
            "url_enc",
            ArgSpec.of(1, ArgType.STR),
            SampleType.STR,
            SampleType.STR,
            EncodingConverters::urlEncode));
  }

  private static ConverterWord encode(String name, Base64.Encoder encoder) {
    return new ConverterWord(
        name,
        ArgSpec.NONE,
        SampleType.BIN,
        SampleType.STR,
        args ->
            (context, sample) -> {
              sample.setString(encoder.encode(sample.copyBytes()));
              return true;
            });
  }

  private static ConverterWord decode(String name, UnaryOperator<byte[]> decoder) {
    return new ConverterWord(
        name,
        ArgSpec.NONE,
        SampleType.STR,
        SampleType.BIN,
        args ->
            (context, sample) -> {
              try {
                sample.setBinary(decoder.apply(sample.copyBytes()));
                return true;
              } catch (IllegalArgumentException e) {
                return false;
              }
            });
  }

  /** What is padded may go on, as texts that were encoded one after the other do. */
  private static byte[] base64(byte[] text) {
    if (text.length % 4 != 0) {
      throw new IllegalArgumentException("no padding");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
    int from = 0;
    for (int end = 4; end <= text.length; end += 4) {
      if (text[end - 1] == '=' || end == text.length) {
        out.writeBytes(Base64.getDecoder().decode(Arrays.copyOfRange(text, from, end)));
        from = end;
      }
    }
    return out.toByteArray();
  }

  /** The base64 of URLs has no padding: HAProxy takes an equals sign for an underscore. */
  static byte[] base64Url(byte[] text) {
    byte[] plain = text.clone();
    for (int i = 0; i < plain.length; i++) {
      plain[i] = plain[i] == '=' ? (byte) '_' : plain[i];
    }
    return Base64.getUrlDecoder().decode(plain);
  }

  private static Converter urlDecode(Args args) {
    boolean form = args.number(0, 0) != 0;
    return (context, sample) -> {
      byte[] out = new byte[sample.length()];
      int size = decodeUrl(sample, out, form);
      if (size < 0) {
        return false;
      }
      sample.setString(out, 0, size);
      return true;
    };
  }

  /** The plus sign means a space behind the question mark, or everywhere in a form. */
  private static int decodeUrl(Sample sample, byte[] out, boolean form) {
    boolean plusIsSpace = form;
    int size = 0;
    for (int i = 0; i < sample.length() && sample.at(i) != 0; i++) {
      byte b = sample.at(i);
      if (b == '%') {
        int high = i + 2 < sample.length() ? Character.digit(sample.at(i + 1), 16) : -1;
        int low = i + 2 < sample.length() ? Character.digit(sample.at(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          return -1;
        }
        out[size++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        plusIsSpace |= b == '?';
        out[size++] = b == '+' && plusIsSpace ? (byte) ' ' : b;
      }
    }
    return size;
  }

  private static Converter urlEncode(Args args) throws CompileException {
    String type = args.text(0);
    if (!type.isEmpty() && !type.equals("query")) {
      throw new CompileException("Unexpected encode type. Allowed value is 'query'");
    }
    return (context, sample) -> {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int i = 0; i < sample.length(); i++) {
        byte b = sample.at(i);
        if (isUnreserved(b)) {
          out.write(b);
        } else {
          out.writeBytes("%%%02X".formatted(b & 0xFF).getBytes(StandardCharsets.US_ASCII));
        }
      }
      sample.setString(out.toByteArray());
      return true;
    };
  }

  /** RFC 3986, section 2.3. */
  private static boolean isUnreserved(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || b == '-'
        || b == '.'
        || b == '_'
        || b == '~';
  }
}
