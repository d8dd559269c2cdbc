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
import java.util.List;

/** Hexadecimal, decimal and network forms of bytes, and network masks. */
final class BinaryConverters {
  private static final String HEX = "0123456789ABCDEF";

  /** Bytes, of which no sample has as many; two of them still count as an int. */
  private static final int MOST = 1 << 30;

  private static final ArgSpec CHUNKS = ArgSpec.of(1, ArgType.STR, ArgType.SINT, ArgType.SINT);

  private BinaryConverters() {}

  static List<ConverterWord> words() {
    return List.of(
        word("hex", ArgSpec.NONE, SampleType.BIN, SampleType.STR, args -> BinaryConverters::hex),
        word(
            "hex2i",
            ArgSpec.NONE,
            SampleType.STR,
            SampleType.SINT,
            args -> BinaryConverters::hexToInteger),
        word("be2dec", CHUNKS, SampleType.BIN, SampleType.STR, BinaryConverters::toDecimal),
        word("be2hex", CHUNKS, SampleType.BIN, SampleType.STR, BinaryConverters::toHex),
        word(
            "htonl",
            ArgSpec.NONE,
            SampleType.SINT,
            SampleType.BIN,
            args -> BinaryConverters::htonl),
        word(
            "ipmask",
            ArgSpec.of(1, ArgType.MASK4, ArgType.MASK6),
            SampleType.ADDR,
            SampleType.IPV4,
            BinaryConverters::mask));
  }

  private static ConverterWord word(
      String name, ArgSpec args, SampleType in, SampleType out, ConverterWord.Factory factory) {
    return new ConverterWord(name, args, in, out, factory);
  }

  private static boolean hex(SampleContext context, Sample sample) {
    StringBuilder out = new StringBuilder(2 * sample.length());
    appendHex(out, sample, 0, sample.length());
    sample.setString(out.toString());
    return true;
  }

  private static void appendHex(StringBuilder out, Sample sample, int from, int to) {
    for (int i = from; i < to; i++) {
      out.append(HEX.charAt(sample.at(i) >> 4 & 15)).append(HEX.charAt(sample.at(i) & 15));
    }
  }

  private static boolean hexToInteger(SampleContext context, Sample sample) {
    long value = 0;
    for (int i = 0; i < sample.length(); i++) {
      int digit = Character.digit(sample.at(i), 16);
      if (digit < 0) {
        return false;
      }
      value = (value << 4) + digit;
    }
    sample.setInt(value);
    return true;
  }

  /** How {@code be2dec} and {@code be2hex} cut their input. */
  private record Chunks(String separator, int size, boolean whole) {

    /** A chunk larger than anything there is holds all of it. */
    static Chunks of(String separator, long size, boolean whole) {
      return new Chunks(separator, (int) Math.min(size, MOST), whole);
    }

    int end(int length) {
      return whole ? length - size + 1 : length;
    }
  }

  private static boolean truncates(Args args) throws CompileException {
    long truncate = args.number(2, 0);
    if (truncate != 0 && truncate != 1) {
      throw new CompileException("Unsupported truncate value (" + truncate + ")");
    }
    return truncate == 1;
  }

  private static Converter toDecimal(Args args) throws CompileException {
    long size = args.number(1, 0);
    if (size <= 0 || size > 8) {
      throw new CompileException("chunk_size out of [1..8] range (" + size + ")");
    }
    Chunks chunks = Chunks.of(args.text(0), size, truncates(args));
    return (context, sample) -> {
      StringBuilder out = new StringBuilder();
      for (int at = 0; at < chunks.end(sample.length()); at += chunks.size) {
        out.append(at > 0 ? chunks.separator : "");
        int taken = Math.min(chunks.size, sample.length() - at);
        long value = Bytes.bigEndian(sample.bytes(), sample.offset() + at, taken);
        out.append(Long.toUnsignedString(value));
      }
      sample.setString(out.toString());
      return true;
    };
  }

  private static Converter toHex(Args args) throws CompileException {
    long size = args.number(1, 0);
    String separator = args.text(0);
    if (size <= 0 && (!separator.isEmpty() || args.number(2, 0) != 0)) {
      throw new CompileException("chunk_size needs to be positive (" + size + ")");
    }
    Chunks chunks = Chunks.of(separator, size, truncates(args));
    boolean all = separator.isEmpty() && !chunks.whole;
    return (context, sample) -> {
      if (all) {
        return hex(context, sample);
      }
      StringBuilder out = new StringBuilder();
      for (int at = 0; at < chunks.end(sample.length()); at += chunks.size) {
        out.append(at > 0 ? separator : "");
        appendHex(out, sample, at, Math.min(at + chunks.size, sample.length()));
      }
      sample.setString(out.toString());
      return true;
    };
  }

  private static boolean htonl(SampleContext context, Sample sample) {
    sample.setBinary(Bytes.bigEndian(sample.number(), 4));
    return true;
  }

  private static Converter mask(Args args) {
    long four = Bytes.bigEndian(args.address(0), 0, 4);
    byte[] six = args.address(1);
    long upper = six == null ? 0 : Bytes.bigEndian(six, 0, 8);
    long lower = six == null ? 0 : Bytes.bigEndian(six, 8, 8);
    return (context, sample) -> {
      if (sample.type() == SampleType.IPV4 || sample.cast(SampleType.IPV4)) {
        sample.setIpv4((int) (sample.number() & four));
        return true;
      }
      if (six == null) {
        return false;
      }
      sample.setIpv6(sample.high() & upper, sample.low() & lower);
      return true;
    };
  }
}
