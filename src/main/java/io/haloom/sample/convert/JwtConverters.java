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
import io.haloom.sample.VariableName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** JSON Web Tokens: their parts, and whether their signature is right (RFC 7519, RFC 7515). */
final class JwtConverters {
  private static final ArgSpec QUERY = ArgSpec.of(0, ArgType.STR, ArgType.STR);

  private JwtConverters() {}

  static List<ConverterWord> words() {
    return List.of(
        query("jwt_header_query", 0),
        query("jwt_payload_query", 1),
        new ConverterWord(
            "jwt_verify",
            ArgSpec.of(2, ArgType.STR, ArgType.STR),
            SampleType.BIN,
            SampleType.SINT,
            JwtConverters::verify));
  }

  private static ConverterWord query(String name, int part) {
    return new ConverterWord(
        name, QUERY, SampleType.BIN, SampleType.ANY, args -> query(args, part));
  }

  private static Converter query(Args args, int part) throws CompileException {
    Converter found = args.has(0) ? JsonQueryConverter.query(args) : null;
    return (context, sample) -> {
      String[] parts = sample.latin1().split("\\.", -1);
      byte[] decoded = part < parts.length ? decoded(parts[part]) : null;
      if (decoded == null) {
        return false;
      }
      sample.setString(decoded);
      return found == null || found.convert(context, sample);
    };
  }

  private static byte[] decoded(String text) {
    try {
      return EncodingConverters.base64Url(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Converter verify(Args args) throws CompileException {
    VariableName algorithm = Operand.variable(args.text(0));
    VariableName key = Operand.variable(args.text(1));
    if (algorithm == null) {
      JwtSignature.Algorithm written = JwtSignature.Algorithm.of(args.text(0));
      if (written == null) {
        throw new CompileException("unknown JWT algorithm: " + args.text(0));
      }
      if (written.isUnmanaged()) {
        throw new CompileException("RSASSA-PSS JWS signing not managed yet");
      }
    }
    Map<String, JwtSignature.KeyFile> files = new ConcurrentHashMap<>();
    if (key == null) {
      files.put(args.text(1), JwtSignature.KeyFile.read(args.text(1)));
    }
    return (context, sample) -> {
      String name = text(algorithm, args.text(0), context);
      String secret = text(key, args.text(1), context);
      if (name == null || secret == null) {
        return false;
      }
      sample.setInt(JwtSignature.verify(sample.latin1(), name, secret, files));
      return true;
    };
  }

  /** The variable's value, or what is written where it is none. */
  private static String text(VariableName variable, String written, SampleContext context) {
    if (variable == null) {
      return written;
    }
    Sample value = Operand.value(variable, context, SampleType.STR);
    return value == null
        ? null
        : new String(value.bytes(), value.offset(), value.length(), StandardCharsets.ISO_8859_1);
  }
}
