package io.haloom.sample.fetch;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.util.List;

/** Fetches of values written in the configuration (configuration manual, section 7.3.2). */
final class ConstantFetches {
  private ConstantFetches() {}

  static List<FetchWord> words() {
    return List.of(
        FetchWord.plain("always_true", SampleType.BOOL, Source.CONSTANT, bool(true)),
        FetchWord.plain("always_false", SampleType.BOOL, Source.CONSTANT, bool(false)),
        word("bool", ArgType.STR, SampleType.BOOL, a -> bool(truth(a.text(0)))),
        word("int", ArgType.SINT, SampleType.SINT, ConstantFetches::integer),
        word("str", ArgType.STR, SampleType.STR, ConstantFetches::string),
        word("bin", ArgType.STR, SampleType.BIN, ConstantFetches::binary),
        word("ipv4", ArgType.IPV4, SampleType.IPV4, ConstantFetches::address),
        word("ipv6", ArgType.IPV6, SampleType.IPV6, ConstantFetches::address),
        word("meth", ArgType.STR, SampleType.METH, ConstantFetches::method),
        word("env", ArgType.STR, SampleType.STR, ConstantFetches::environment));
  }

  private static FetchWord word(
      String name, ArgType arg, SampleType type, FetchWord.Factory factory) {
    return FetchWord.of(name, ArgSpec.of(1, arg), type, Source.CONSTANT, factory);
  }

  private static Fetch bool(boolean value) {
    return (context, sample) -> {
      sample.setBool(value);
      return true;
    };
  }

  private static boolean truth(String text) throws CompileException {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new CompileException("Expects 'true', 'false', '0' or '1'");
    };
  }

  private static Fetch integer(Args args) {
    long value = args.number(0);
    return (context, sample) -> {
      sample.setInt(value);
      return true;
    };
  }

  private static Fetch string(Args args) {
    byte[] value = Bytes.of(args.text(0));
    return (context, sample) -> {
      sample.setString(value);
      return true;
    };
  }

  private static Fetch binary(Args args) throws CompileException {
    if (args.text(0).isEmpty()) {
      throw new CompileException("expects digits");
    }
    byte[] value = Bytes.ofHex(args.text(0));
    return (context, sample) -> {
      sample.setBinary(value);
      return true;
    };
  }

  private static Fetch address(Args args) {
    byte[] value = args.address(0);
    return (context, sample) -> {
      sample.setAddress(value);
      return true;
    };
  }

  private static Fetch method(Args args) throws CompileException {
    String value = args.text(0);
    for (int i = 0; i < value.length(); i++) {
      if (!isTokenChar(value.charAt(i))) {
        throw new CompileException("expects valid method.");
      }
    }
    return (context, sample) -> {
      sample.setMethod(value);
      return true;
    };
  }

  private static boolean isTokenChar(char c) {
    return c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
  }

  private static Fetch environment(Args args) {
    String name = args.text(0);
    return (context, sample) -> {
      String value = context.process().environment(name);
      if (value == null) {
        return false;
      }
      sample.setString(value);
      return true;
    };
  }
}
