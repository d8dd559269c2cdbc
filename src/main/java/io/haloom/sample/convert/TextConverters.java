package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.VariableName;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/** Strings: case, cutting, joining, comparing. */
final class TextConverters {
  private static final ArgSpec ONE = ArgSpec.of(1, ArgType.STR);

  private TextConverters() {}

  static List<ConverterWord> words() {
    return List.of(
        text("lower", ArgSpec.NONE, args -> (context, sample) -> shift(sample, 'A', 'Z', 32)),
        text("upper", ArgSpec.NONE, args -> (context, sample) -> shift(sample, 'a', 'z', -32)),
        text("cut_crlf", ArgSpec.NONE, args -> TextConverters::cutLine),
        text("ltrim", ONE, TextConverters::trimLeft),
        text("rtrim", ONE, TextConverters::trimRight),
        text(
            "concat", ArgSpec.of(1, ArgType.STR, ArgType.STR, ArgType.STR), TextConverters::concat),
        text(
            "add_item",
            ArgSpec.of(2, ArgType.STR, ArgType.STR, ArgType.STR),
            TextConverters::addItem),
        text("field", ArgSpec.of(2, ArgType.SINT, ArgType.STR, ArgType.SINT), Pieces::fields),
        text("word", ArgSpec.of(2, ArgType.SINT, ArgType.STR, ArgType.SINT), Pieces::words),
        text("host_only", ArgSpec.NONE, args -> TextConverters::hostOnly),
        integer("port_only", ArgSpec.NONE, args -> TextConverters::portOnly),
        integer("length", ArgSpec.NONE, args -> TextConverters::length),
        integer("strcmp", ONE, TextConverters::compare),
        new ConverterWord(
            "bytes",
            ArgSpec.of(1, ArgType.SINT, ArgType.SINT),
            SampleType.BIN,
            SampleType.BIN,
            TextConverters::bytes),
        new ConverterWord(
            "iif",
            ArgSpec.of(2, ArgType.STR, ArgType.STR),
            SampleType.BOOL,
            SampleType.STR,
            TextConverters::ifElse));
  }

  private static ConverterWord text(String name, ArgSpec args, ConverterWord.Factory factory) {
    return new ConverterWord(name, args, SampleType.STR, SampleType.STR, factory);
  }

  private static ConverterWord integer(String name, ArgSpec args, ConverterWord.Factory factory) {
    return new ConverterWord(name, args, SampleType.STR, SampleType.SINT, factory);
  }

  private static boolean shift(Sample sample, char first, char last, int by) {
    byte[] copy = sample.copyBytes();
    for (int i = 0; i < copy.length; i++) {
      if (copy[i] >= first && copy[i] <= last) {
        copy[i] += (byte) by;
      }
    }
    sample.setString(copy);
    return true;
  }

  private static boolean cutLine(SampleContext context, Sample sample) {
    int end = 0;
    while (end < sample.length() && sample.at(end) != '\r' && sample.at(end) != '\n') {
      end++;
    }
    sample.narrow(0, end);
    return true;
  }

  private static Converter trimLeft(Args args) {
    byte[] delimiters = Bytes.of(args.text(0));
    return (context, sample) -> {
      int start = 0;
      while (start < sample.length() && contains(delimiters, sample.at(start))) {
        start++;
      }
      sample.narrow(start, sample.length() - start);
      return true;
    };
  }

  private static Converter trimRight(Args args) {
    byte[] delimiters = Bytes.of(args.text(0));
    return (context, sample) -> {
      int end = sample.length();
      while (end > 0 && contains(delimiters, sample.at(end - 1))) {
        end--;
      }
      sample.narrow(0, end);
      return true;
    };
  }

  static boolean contains(byte[] set, byte b) {
    for (byte member : set) {
      if (member == b) {
        return true;
      }
    }
    return false;
  }

  private static byte[] optional(Args args, int index) {
    return args.has(index) ? Bytes.of(args.text(index)) : new byte[0];
  }

  private static Converter concat(Args args) throws CompileException {
    byte[] start = Bytes.of(args.text(0));
    VariableName variable = Operand.optionalVariable(args.text(1));
    byte[] end = optional(args, 2);
    return (context, sample) -> {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(sample.bytes(), sample.offset(), sample.length());
      out.writeBytes(start);
      append(out, Operand.value(variable, context, SampleType.STR));
      out.writeBytes(end);
      sample.setString(out.toByteArray());
      return true;
    };
  }

  private static Converter addItem(Args args) throws CompileException {
    byte[] delimiter = Bytes.of(args.text(0));
    VariableName variable = Operand.optionalVariable(args.text(1));
    byte[] suffix = optional(args, 2);
    if (variable == null && suffix.length == 0) {
      throw new CompileException("one of the optional arguments has to be nonempty");
    }
    return (context, sample) -> {
      Sample item = Operand.value(variable, context, SampleType.STR);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(sample.bytes(), sample.offset(), sample.length());
      boolean any = item != null && item.length() > 0 || suffix.length > 0;
      if (sample.length() > 0 && any) {
        out.writeBytes(delimiter);
      }
      append(out, item);
      out.writeBytes(suffix);
      sample.setString(out.toByteArray());
      return true;
    };
  }

  private static void append(ByteArrayOutputStream out, Sample text) {
    if (text != null) {
      out.write(text.bytes(), text.offset(), text.length());
    }
  }

  private static boolean length(SampleContext context, Sample sample) {
    sample.setInt(sample.length());
    return true;
  }

  /** As {@code strcmp} of C does it, but only the sign of the result is meant to be looked at. */
  private static Converter compare(Args args) throws CompileException {
    VariableName variable = Operand.requiredVariable(args.text(0));
    return (context, sample) -> {
      Sample other = Operand.value(variable, context, SampleType.STR);
      if (other == null) {
        return false;
      }
      sample.setInt(Arrays.compareUnsigned(sample.copyBytes(), other.copyBytes()));
      return true;
    };
  }

  private static Converter bytes(Args args) {
    long offset = args.number(0);
    long size = args.number(1, Long.MAX_VALUE);
    return (context, sample) -> {
      // Compared without their signs: what is negative is past the end.
      if (offset < 0 || offset >= sample.length()) {
        sample.narrow(0, 0);
        return true;
      }
      int left = sample.length() - (int) offset;
      sample.narrow((int) offset, size < 0 ? left : (int) Math.min(size, left));
      return true;
    };
  }

  private static Converter ifElse(Args args) {
    byte[] whenTrue = Bytes.of(args.text(0));
    byte[] whenFalse = Bytes.of(args.text(1));
    return (context, sample) -> {
      sample.setString(sample.number() != 0 ? whenTrue : whenFalse);
      return true;
    };
  }

  /** Where the port's colon stands in {@code host:port}, or the length where there is none. */
  private static int portColon(Sample sample) {
    for (int i = sample.length() - 1; i >= 0 && sample.at(i) != ']'; i--) {
      if (sample.at(i) == ':') {
        return i;
      }
    }
    return sample.length();
  }

  private static boolean hostOnly(SampleContext context, Sample sample) {
    sample.narrow(0, portColon(sample));
    return shift(sample, 'A', 'Z', 32);
  }

  private static boolean portOnly(SampleContext context, Sample sample) {
    int colon = portColon(sample);
    int digits = Math.max(0, sample.length() - colon - 1);
    sample.setInt(Bytes.leadingInteger(sample.bytes(), sample.offset() + colon + 1, digits));
    return true;
  }
}
