package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.SampleType;
import java.time.ZoneId;
import java.util.List;
import java.util.function.LongFunction;

/** Seconds since 1970 as dates. */
final class DateConverters {
  /** HAProxy's bound, beyond which dates would be negative. */
  private static final long SECONDS = 0x007fffffffffffffL;

  private static final String HTTP = "%a, %d %b %Y %T";

  private DateConverters() {}

  static List<ConverterWord> words() {
    return List.of(
        formatted("ltime", second -> CalendarDate.in(ZoneId.systemDefault(), second)),
        formatted("utime", CalendarDate::utc),
        new ConverterWord(
            "http_date",
            ArgSpec.of(0, ArgType.SINT, ArgType.STR),
            SampleType.SINT,
            SampleType.STR,
            DateConverters::http));
  }

  private static ConverterWord formatted(String name, LongFunction<CalendarDate> dates) {
    return new ConverterWord(
        name,
        ArgSpec.of(1, ArgType.STR, ArgType.SINT),
        SampleType.SINT,
        SampleType.STR,
        args -> {
          String format = args.text(0);
          long offset = args.number(1, 0);
          return (context, sample) -> {
            CalendarDate date = dates.apply((sample.number() & SECONDS) + offset);
            sample.setString(DateFormat.format(format, date));
            return true;
          };
        });
  }

  private static Converter http(Args args) throws CompileException {
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
      long value = sample.number() + offset;
      CalendarDate date = CalendarDate.utc(value / perSecond & SECONDS);
      String fraction = perSecond == 1 ? "" : "." + value % perSecond;
      sample.setString(DateFormat.format(HTTP, date) + fraction + " GMT");
      return true;
    };
  }
}
