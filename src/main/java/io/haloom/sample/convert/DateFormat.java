package io.haloom.sample.convert;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Formats of {@code strftime} (POSIX.1-2017) in the C locale, with the flags and widths of the GNU
 * C library: {@code %-d}, {@code %_5Y}, {@code %^a}.
 */
final class DateFormat {
  /** HAProxy gives the C library so much room, and what is longer is nothing. */
  private static final int ROOM = 16384;

  private static final List<String> DAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  private static final int SHORT_NAME = 3;
  private static final int SECONDS_A_MINUTE = 60;

  /** Conversions that may have {@code E} before them, and those that may have {@code O}. */
  private static final String AFTER_E = "cCxXyYpPZzstnuRrT%";

  private static final String AFTER_O = "bhBCdeHIklmMSuUVwWyjgGpPZzstnRrT%";

  private final String format;
  private final CalendarDate date;
  private final StringBuilder out = new StringBuilder();
  private int at;

  // Of the conversion at hand.
  private char pad;
  private boolean upper;
  private boolean swapped;
  private int width;

  private DateFormat(String format, CalendarDate date) {
    this.format = format;
    this.date = date;
  }

  static String format(String format, CalendarDate date) {
    return new DateFormat(format, date).formatted();
  }

  private String formatted() {
    while (at < format.length() && out.length() < ROOM) {
      char c = format.charAt(at++);
      if (c == '%') {
        conversion(at - 1);
      } else {
        out.append(c);
      }
    }
    return out.length() < ROOM ? out.toString() : "";
  }

  private char next() {
    return at < format.length() ? format.charAt(at++) : 0;
  }

  private void conversion(int start) {
    pad = 0;
    upper = false;
    swapped = false;
    width = -1;
    char c = next();
    while (c != 0 && "_-0^#".indexOf(c) >= 0) {
      switch (c) {
        case '^' -> upper = true;
        case '#' -> swapped = true;
        default -> pad = c;
      }
      c = next();
    }
    while (c >= '0' && c <= '9') {
      width = Math.min(ROOM, Math.max(0, width) * 10 + c - '0');
      c = next();
    }
    char modifier = c == 'E' || c == 'O' ? c : 0;
    if (modifier != 0) {
      c = next();
    }
    boolean allowed =
        modifier == 0 || (modifier == 'E' ? AFTER_E : AFTER_O).indexOf(c) >= 0 && c != 0;
    if (!allowed || !append(c)) {
      text(format.substring(start, at));
    }
  }

  /** False where there is no such conversion. */
  private boolean append(char c) {
    switch (c) {
      case 'a' -> name(DAYS.get(date.dayOfWeek()).substring(0, SHORT_NAME));
      case 'A' -> name(DAYS.get(date.dayOfWeek()));
      case 'b', 'h' -> name(MONTHS.get(date.month() - 1).substring(0, SHORT_NAME));
      case 'B' -> name(MONTHS.get(date.month() - 1));
      case 'c' -> text(format("%a %b %e %H:%M:%S %Y", date));
      case 'D', 'x' -> text(format("%m/%d/%y", date));
      case 'F' -> text(format("%Y-%m-%d", date));
      case 'r' -> text(format("%I:%M:%S %p", date));
      case 'R' -> text(format("%H:%M", date));
      case 'T', 'X' -> text(format("%H:%M:%S", date));
      case 'p' -> half(swapped);
      case 'P' -> half(true);
      case 's' -> number(1, date.second(), false);
      case 'z' -> offset();
      case 'Z' -> text(swapped ? date.zone().name().toLowerCase(Locale.ROOT) : date.zone().name());
      case 'n' -> text("\n");
      case 't' -> text("\t");
      case '%' -> text("%");
      default -> {
        return field(c);
      }
    }
    return true;
  }

  private boolean field(char c) {
    switch (c) {
      case 'C' -> zeros(1, date.year() / 100);
      case 'd' -> zeros(2, date.day());
      case 'e' -> blanks(CalendarDate::day);
      case 'g' -> zeros(2, date.weekYear() % 100);
      case 'G' -> zeros(1, date.weekYear());
      case 'H' -> zeros(2, date.hour());
      case 'I' -> zeros(2, date.hourOfHalf());
      case 'j' -> zeros(3, date.dayOfYear() + 1);
      case 'k' -> blanks(CalendarDate::hour);
      case 'l' -> blanks(CalendarDate::hourOfHalf);
      case 'm' -> zeros(2, date.month());
      case 'M' -> zeros(2, date.minute());
      case 'S' -> zeros(2, date.secondOfMinute());
      case 'u' -> zeros(1, (date.dayOfWeek() + 6) % 7 + 1);
      case 'U' -> zeros(2, date.weekFrom(0));
      case 'V' -> zeros(2, date.week());
      case 'w' -> zeros(1, date.dayOfWeek());
      case 'W' -> zeros(2, date.weekFrom(1));
      case 'y' -> zeros(2, date.year() % 100);
      case 'Y' -> zeros(1, date.year());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void name(String name) {
    upper |= swapped;
    text(name);
  }

  private void half(boolean lower) {
    upper &= !lower;
    text(date.hour() < 12 ? lower ? "am" : "AM" : lower ? "pm" : "PM");
  }

  private void offset() {
    int minutes = Math.abs(date.zone().offset()) / SECONDS_A_MINUTE;
    text(date.zone().offset() < 0 ? "-" : "+");
    zeros(4, minutes / 60 * 100 + minutes % 60);
  }

  private void zeros(int digits, long value) {
    number(Math.max(digits, width), value, true);
  }

  private void blanks(ToLongFunction<CalendarDate> field) {
    pad = pad == 0 ? '_' : pad;
    zeros(2, field.applyAsLong(date));
  }

  /**
   * @param filled whether it is filled up to the digits without being asked to be
   */
  private void number(int digits, long value, boolean filled) {
    String text = Long.toString(value);
    int missing = Math.max(0, digits - text.length());
    if (pad != '-' && filled) {
      text = (pad == '_' ? " " : "0").repeat(missing) + text;
    }
    text(text);
  }

  /** A piece, filled up on its left to the width. */
  private void text(String text) {
    String filled = (pad == '0' ? "0" : " ").repeat(Math.max(0, width - text.length()));
    out.append(filled).append(upper ? text.toUpperCase(Locale.ROOT) : text);
  }
}
