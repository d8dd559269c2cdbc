package io.haloom.log;

import io.haloom.sample.ByteText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Dates as logs write them. Whole seconds are rendered once and kept, for most lines fall into the
 * same one.
 */
public final class LogDates {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter ZONED =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ROOT);
  private static final DateTimeFormatter RFC3164 =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss ", Locale.ROOT);
  private static final DateTimeFormatter ISO_START =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter ISO_ZONE = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

  private static volatile Second local = new Second(Long.MIN_VALUE, "");
  private static volatile Second syslog = new Second(Long.MIN_VALUE, "");
  private static volatile IsoSecond iso = new IsoSecond(Long.MIN_VALUE, "", "");

  private LogDates() {}

  private record Second(long second, String text) {}

  private record IsoSecond(long second, String start, String zone) {}

  /** {@code 22/Nov/2025:15:00:00.123}, local time ({@code %t}). */
  public static void appendLocal(ByteText into, long micros) {
    long second = Math.floorDiv(micros, 1_000_000);
    Second known = local;
    if (known.second != second) {
      known = new Second(second, LOCAL.format(at(second)));
      local = known;
    }
    into.append(known.text).append('.');
    into.appendPadded(Math.floorMod(micros, 1_000_000) / 1000, 3);
  }

  /** {@code 22/Nov/2025:15:00:00 +0000} ({@code %T}). */
  public static void appendGmt(ByteText into, long micros) {
    Instant instant = Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000));
    into.append(ZONED.format(instant.atZone(ZoneOffset.UTC)));
  }

  /** {@code 22/Nov/2025:16:00:00 +0100} ({@code %Tl}). */
  public static void appendZoned(ByteText into, long micros) {
    into.append(ZONED.format(at(Math.floorDiv(micros, 1_000_000))));
  }

  /** {@code Nov 22 15:00:00 } as RFC 3164, section 4.1.2 has it, with a space after it. */
  static String syslog(long micros) {
    long second = Math.floorDiv(micros, 1_000_000);
    Second known = syslog;
    if (known.second != second) {
      known = new Second(second, RFC3164.format(at(second)));
      syslog = known;
    }
    return known.text;
  }

  /** {@code 2025-11-22T15:00:00.123456+00:00} (RFC 5424, section 6.2.3). */
  static void appendIso(ByteText into, long micros) {
    long second = Math.floorDiv(micros, 1_000_000);
    IsoSecond known = iso;
    if (known.second != second) {
      ZonedDateTime date = at(second);
      known = new IsoSecond(second, ISO_START.format(date), ISO_ZONE.format(date));
      iso = known;
    }
    into.append(known.start).append('.');
    into.appendPadded(Math.floorMod(micros, 1_000_000), 6);
    into.append(known.zone);
  }

  private static ZonedDateTime at(long second) {
    return Instant.ofEpochSecond(second).atZone(ZoneId.systemDefault());
  }
}
