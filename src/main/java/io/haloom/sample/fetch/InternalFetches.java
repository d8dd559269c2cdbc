package io.haloom.sample.fetch;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.CompileException;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Fetches of the process's state, time and chance (configuration manual, section 7.3.2). */
final class InternalFetches {
  private InternalFetches() {}

  static List<FetchWord> words() {
    return List.of(
        constant("date", ArgSpec.of(0, ArgType.SINT, ArgType.STR), InternalFetches::date),
        constant("date_us", ArgSpec.NONE, args -> InternalFetches::microseconds),
        constant("rand", ArgSpec.of(0, ArgType.SINT), InternalFetches::random),
        FetchWord.of(
            "uuid",
            ArgSpec.of(0, ArgType.SINT),
            SampleType.STR,
            Source.CONSTANT,
            InternalFetches::uuid),
        constant("nbproc", ArgSpec.NONE, args -> (context, sample) -> number(sample, 1)),
        constant("proc", ArgSpec.NONE, args -> (context, sample) -> number(sample, 1)),
        constant("thread", ArgSpec.NONE, args -> InternalFetches::thread),
        FetchWord.plain(
            "hostname",
            SampleType.STR,
            Source.CONSTANT,
            (context, sample) -> {
              sample.setString(context.process().node());
              return true;
            }),
        FetchWord.plain(
            "stopping",
            SampleType.BOOL,
            Source.INTERNAL,
            (context, sample) -> {
              sample.setBool(context.process().stopping());
              return true;
            }),
        FetchWord.plain("wait_end", SampleType.BOOL, Source.INTERNAL, InternalFetches::waitEnd));
  }

  private static FetchWord constant(String name, ArgSpec args, FetchWord.Factory factory) {
    return FetchWord.of(name, args, SampleType.SINT, Source.CONSTANT, factory);
  }

  private static boolean number(Sample sample, long value) {
    sample.setInt(value);
    return true;
  }

  private static Fetch date(Args args) throws CompileException {
    long offset = args.number(0, 0);
    String unit = args.has(1) ? args.text(1) : "s";
    long perSecond =
        switch (unit) {
          case "s" -> 1;
          case "ms" -> 1000;
          case "us" -> 1_000_000;
          default -> throw new CompileException("expects 's', 'ms' or 'us', got '" + unit + "'");
        };
    return (context, sample) -> {
      Instant now = Instant.now();
      long part = now.getNano() / (1_000_000_000 / perSecond);
      sample.mayChange(!context.isComplete());
      return number(sample, now.getEpochSecond() * perSecond + part + offset);
    };
  }

  private static boolean microseconds(SampleContext context, Sample sample) {
    sample.mayChange(!context.isComplete());
    return number(sample, Instant.now().getNano() / 1000);
  }

  private static Fetch random(Args args) {
    long range = args.number(0, 1L << 32);
    return (context, sample) -> {
      long bits = ThreadLocalRandom.current().nextInt() & 0xFFFFFFFFL;
      sample.mayChange(!context.isComplete());
      return number(sample, bits * range >>> 32);
    };
  }

  private static Fetch uuid(Args args) throws CompileException {
    if (args.number(0, 4) != 4) {
      throw new CompileException("Unsupported UUID version: '" + args.number(0) + "'");
    }
    return (context, sample) -> {
      sample.setString(UUID.randomUUID().toString());
      sample.mayChange(!context.isComplete());
      return true;
    };
  }

  private static boolean thread(SampleContext context, Sample sample) {
    return number(sample, context.session() == null ? 0 : context.session().thread());
  }

  private static boolean waitEnd(SampleContext context, Sample sample) {
    if (sample.mayWait() && !context.isComplete()) {
      sample.mayChange(true);
      return false;
    }
    sample.setBool(true);
    return true;
  }
}
