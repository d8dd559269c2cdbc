package io.haloom.log;

import io.haloom.model.LogTarget.Format;
import io.haloom.sample.ByteText;

/**
 * What stands before a message (configuration manual, {@code log}, {@code format}).
 *
 * @param format null for the default: RFC 3164 where {@code hostName} is set, or else local
 * @param facility 0 to 23
 * @param minLevel more severe levels are lowered to it
 * @param hostName {@code log-send-hostname}, or null
 * @param pid the process's number
 */
record LogHeader(Format format, int facility, int minLevel, String hostName, long pid) {

  LogHeader {
    if (format == null) {
      format = hostName == null ? Format.LOCAL : Format.RFC3164;
    }
  }

  void append(ByteText into, LogMessage message) {
    int level = Math.max(message.level(), minLevel);
    switch (format) {
      case LOCAL, RFC3164 -> {
        priority(into, facility, level);
        into.append(LogDates.syslog(message.micros()));
        if (format == Format.RFC3164) {
          into.append(hostName == null ? "localhost" : hostName).append(' ');
        }
        into.append(message.tag()).append('[').append(pid).append("]: ");
      }
      case RFC5424 -> {
        priority(into, facility, level);
        rfc5424(into, message);
      }
      case PRIORITY -> priority(into, facility, level);
      case SHORT -> priority(into, 0, level);
      case TIMED -> {
        priority(into, 0, level);
        date(into, message);
      }
      case ISO -> date(into, message);
      case RAW -> {}
    }
  }

  private static void priority(ByteText into, int facility, int level) {
    into.append('<').append(facility * 8 + level).append('>');
  }

  private static void date(ByteText into, LogMessage message) {
    LogDates.appendIso(into, message.micros());
    into.append(' ');
  }

  private void rfc5424(ByteText into, LogMessage message) {
    into.append("1 ");
    date(into, message);
    into.append(hostName == null ? "-" : hostName).append(' ');
    into.append(message.tag()).append(' ').append(pid).append(" - ");
    String data = message.structuredData();
    into.append(data == null || data.isEmpty() ? "-" : data).append(' ');
  }
}
