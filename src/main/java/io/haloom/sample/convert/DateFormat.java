package io.haloom.sample.convert;

import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Formats of {@code strftime} (POSIX.1-2017), in the C locale. */
final class DateFormat {
  private DateFormat() {}

  static String format(String format, ZonedDateTime date) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 == format.length()) {
        out.append(c);
      } else {
        append(out, format.charAt(++i), date);
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, char field, ZonedDateTime date) {
    switch (field) {
      case 'a' -> pattern(out, "EEE", date);
      case 'A' -> pattern(out, "EEEE", date);
      case 'b', 'h' -> pattern(out, "MMM", date);
      case 'B' -> pattern(out, "MMMM", date);
      case 'c' -> out.append(format("%a %b %e %H:%M:%S %Y", date));
      case 'D', 'x' -> pattern(out, "MM/dd/yy", date);
      case 'F' -> pattern(out, "yyyy-MM-dd", date);
      case 'r' -> out.append(format("%I:%M:%S %p", date));
      case 'R' -> pattern(out, "HH:mm", date);
      case 'T', 'X' -> pattern(out, "HH:mm:ss", date);
      case 'y' -> pattern(out, "yy", date);
      case 'Y' -> out.append(date.getYear());
      case 'p' -> out.append(date.getHour() < 12 ? "AM" : "PM");
      case 'P' -> out.append(date.getHour() < 12 ? "am" : "pm");
      case 's' -> out.append(date.toEpochSecond());
      case 'z' -> pattern(out, "xx", date);
      case 'Z' -> out.append(zone(date));
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case '%' -> out.append('%');
      default -> number(out, field, date);
    }
  }

  private static void number(StringBuilder out, char field, ZonedDateTime date) {
    int hour = date.getHour() % 12 == 0 ? 12 : date.getHour() % 12;
    int day = date.getDayOfWeek().getValue() % DayOfWeek.values().length;
    switch (field) {
      case 'C' -> padded(out, date.getYear() / 100, 2, '0');
      case 'd' -> padded(out, date.getDayOfMonth(), 2, '0');
      case 'e' -> padded(out, date.getDayOfMonth(), 2, ' ');
      case 'g' -> padded(out, date.get(IsoFields.WEEK_BASED_YEAR) % 100, 2, '0');
      case 'G' -> out.append(date.get(IsoFields.WEEK_BASED_YEAR));
      case 'H' -> padded(out, date.getHour(), 2, '0');
      case 'I' -> padded(out, hour, 2, '0');
      case 'j' -> padded(out, date.getDayOfYear(), 3, '0');
      case 'k' -> padded(out, date.getHour(), 2, ' ');
      case 'l' -> padded(out, hour, 2, ' ');
      case 'm' -> padded(out, date.getMonthValue(), 2, '0');
      case 'M' -> padded(out, date.getMinute(), 2, '0');
      case 'S' -> padded(out, date.getSecond(), 2, '0');
      case 'u' -> out.append(date.get(ChronoField.DAY_OF_WEEK));
      case 'U' -> padded(out, (date.getDayOfYear() + 6 - day) / 7, 2, '0');
      case 'V' -> padded(out, date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0');
      case 'w' -> out.append(day);
      case 'W' -> padded(out, (date.getDayOfYear() + 6 - (day + 6) % 7) / 7, 2, '0');
      default -> out.append('%').append(field);
    }
  }

  private static void pattern(StringBuilder out, String pattern, ZonedDateTime date) {
    out.append(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(date));
  }

  private static void padded(StringBuilder out, int value, int width, char with) {
    String digits = Integer.toString(value);
    out.append(String.valueOf(with).repeat(Math.max(0, width - digits.length()))).append(digits);
  }

  private static String zone(ZonedDateTime date) {
    return date.getOffset().getTotalSeconds() == 0 && date.getZone().equals(date.getOffset())
        ? "GMT"
        : DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(date);
  }
}
