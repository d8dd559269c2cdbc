package io.haloom.sample.convert;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A second as date and time of day, as {@code struct tm} has it. Unlike the JDK's dates it knows
 * years past 999,999,999, which {@code gmtime} does.
 *
 * @param second since 1970
 * @param month from 1
 * @param dayOfYear from 0
 * @param dayOfWeek from 0, Sunday
 * @param secondOfDay from 0
 * @param zone its offset and name
 */
record CalendarDate(
    long second,
    long year,
    int month,
    int day,
    int dayOfYear,
    int dayOfWeek,
    int secondOfDay,
    Zone zone) {
  private static final int DAY_SECONDS = 86_400;

  /** Of the Gregorian calendar, after which everything comes again. */
  private static final int CYCLE_DAYS = 146_097;

  private static final int CYCLE_YEARS = 400;

  /** From the first of March of the year 0 to 1970. */
  private static final int DAYS_TO_1970 = 719_468;

  /**
   * What a place adds to the time of Greenwich.
   *
   * @param offset seconds
   */
  record Zone(int offset, String name) {}

  /** Greenwich, as the C library calls it. */
  static CalendarDate utc(long second) {
    return at(second, new Zone(0, "GMT"));
  }

  /** The time of a place; where the JDK does not know it, that of a year as far off as it knows. */
  static CalendarDate in(ZoneId place, long second) {
    long known = Math.clamp(second, 0, Instant.MAX.getEpochSecond() / 2);
    try {
      Instant instant = Instant.ofEpochSecond(known);
      int offset = place.getRules().getOffset(instant).getTotalSeconds();
      String name =
          DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(instant.atZone(place));
      return at(second, new Zone(offset, name));
    } catch (DateTimeException e) {
      return utc(second);
    }
  }

  /** Counts years from March on, so that leap days come last. */
  private static CalendarDate at(long second, Zone zone) {
    long local = second + zone.offset;
    long days = Math.floorDiv(local, DAY_SECONDS);
    long since = days + DAYS_TO_1970;
    long cycle = Math.floorDiv(since, CYCLE_DAYS);
    int ofCycle = (int) Math.floorMod(since, (long) CYCLE_DAYS);
    int yearOfCycle = (ofCycle - ofCycle / 1460 + ofCycle / 36_524 - ofCycle / 146_096) / 365;
    int ofYear = ofCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
    int fromMarch = (5 * ofYear + 2) / 153;
    int day = ofYear - (153 * fromMarch + 2) / 5 + 1;
    int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    long year = yearOfCycle + cycle * CYCLE_YEARS + (month <= 2 ? 1 : 0);
    int leap = isLeap(year) ? 1 : 0;
    int dayOfYear = month <= 2 ? ofYear - 306 : ofYear + 59 + leap;
    int dayOfWeek = (int) Math.floorMod(days + 4, 7L);
    int secondOfDay = (int) Math.floorMod(local, (long) DAY_SECONDS);
    return new CalendarDate(second, year, month, day, dayOfYear, dayOfWeek, secondOfDay, zone);
  }

  static boolean isLeap(long year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  int hour() {
    return secondOfDay / 3600;
  }

  /** Of a clock face: 1 to 12. */
  int hourOfHalf() {
    return (hour() + 11) % 12 + 1;
  }

  int minute() {
    return secondOfDay / 60 % 60;
  }

  int secondOfMinute() {
    return secondOfDay % 60;
  }

  /**
   * The week of the year, whose first one begins at the first such day; the days before are in 0.
   */
  int weekFrom(int firstDay) {
    return (dayOfYear - (dayOfWeek - firstDay + 7) % 7 + 7) / 7;
  }

  /** The year that the week belongs to (ISO 8601): the one of its Thursday. */
  long weekYear() {
    int thursday = dayOfYear + 3 - (dayOfWeek + 6) % 7;
    if (thursday < 0) {
      return year - 1;
    }
    return thursday >= 365 + (isLeap(year) ? 1 : 0) ? year + 1 : year;
  }

  /** The week of {@link #weekYear()}, from 1. */
  int week() {
    int thursday = dayOfYear + 3 - (dayOfWeek + 6) % 7;
    int length = 365 + (isLeap(year) ? 1 : 0);
    if (thursday < 0) {
      return (thursday + 365 + (isLeap(year - 1) ? 1 : 0)) / 7 + 1;
    }
    return (thursday >= length ? thursday - length : thursday) / 7 + 1;
  }
}
