package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.SampleType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Seconds since 1970 as dates. */
final class DateConverters {
  /** HAProxy's bound, beyond which dates would be negative. */
  private static final long SECONDS = 0x007fffffffffffffL;

  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss", Locale.ROOT);

  private DateConverters() {}

  static List<ConverterWord> words() {
    return List.of(
        formatted("ltime", ZoneId.systemDefault()),
        formatted("utime", ZoneOffset.UTC),
        new ConverterWord(
            "http_date",
            ArgSpec.of(0, ArgType.SINT, ArgType.STR),
            SampleType.SINT,
            SampleType.STR,
            DateConverters::http));
  }

  private static ConverterWord formatted(String name, ZoneId zone) {
    return new ConverterWord(
        name,
        ArgSpec.of(1, ArgType.STR, ArgType.SINT),
        SampleType.SINT,
        SampleType.STR,
        args -> {
          String format = args.text(0);
          long offset = args.number(1, 0);
          return (context, sample) -> {
            ZonedDateTime date = at((sample.number() & SECONDS) + offset, zone);
            if (date == null) {
              return false;
            }
            sample.setString(DateFormat.format(format, date));
            return true;
          };
        });
  }

  private static ZonedDateTime at(long second, ZoneId zone) {
    try {
      return Instant.ofEpochSecond(second).atZone(zone);
    } catch (java.time.DateTimeException e) {
      return null;
    }
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
      ZonedDateTime date = at(value / perSecond & SECONDS, ZoneOffset.UTC);
      if (date == null) {
        return false;
      }
      String fraction = perSecond == 1 ? "" : "." + value % perSecond;
      sample.setString(HTTP.format(date) + fraction + " GMT");
      return true;
    };
  }
}
