package io.haloom.model.load.log;

import io.haloom.model.LogTarget;
import io.haloom.model.LogTarget.Format;
import io.haloom.model.LogTarget.SampleRanges;
import io.haloom.model.load.address.AddressException;
import io.haloom.model.load.address.AddressOption;
import io.haloom.model.load.address.ParsedAddress;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import io.haloom.net.AddressText;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A {@code log} line of the global section or of a proxy (HAProxy manual, keyword {@code log}). */
public final class LogTargetParser {
  private static final int SYSLOG_PORT = 514;
  private static final int DEFAULT_LENGTH = 1024;

  private static final List<String> LEVELS =
      List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

  private static final List<String> FACILITIES =
      List.of(
          "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron",
          "auth2", "ftp", "ntp", "audit", "alert", "cron2", "local0", "local1", "local2", "local3",
          "local4", "local5", "local6", "local7");

  private static final Set<AddressOption> ADDRESS =
      EnumSet.of(
          AddressOption.RESOLVE,
          AddressOption.PORT,
          AddressOption.RAW_FD,
          AddressOption.DATAGRAM,
          AddressOption.STREAM,
          AddressOption.DEFAULT_DATAGRAM);

  private final KeywordLine line;
  private int at = 2;

  public LogTargetParser(KeywordLine line) {
    this.line = line;
  }

  /** The number of a syslog level, 0 to 7, or -1. */
  static int level(String name) {
    return LEVELS.indexOf(name);
  }

  /** Adds what the line says to {@code targets}; {@code no log} empties them. */
  public void parse(List<LogTarget> targets, boolean global)
      throws LineException, AddressException {
    if (line.line().isNegated()) {
      if (line.has(1)) {
        throw error("'no log' does not expect arguments");
      }
      targets.clear();
      return;
    }
    if (line.word(1).equals("global") && !line.has(2)) {
      if (global) {
        throw error("'global' is not supported for a global syslog server");
      }
      for (LogTarget target : line.context().global().logs) {
        if (targets.stream().noneMatch(t -> t == target)) {
          targets.add(target);
        }
      }
      return;
    }
    if (!line.has(2)) {
      throw error(
          "expects <address> and <facility> " + (global ? "" : "or global") + " as arguments");
    }
    targets.add(target());
  }

  private LogTarget target() throws LineException, AddressException {
    int length = length();
    Format format = format();
    SampleRanges sample = sample();
    int facility = FACILITIES.indexOf(line.word(at));
    if (facility < 0) {
      throw error("unknown log facility '" + line.word(at) + "'");
    }
    at++;
    int level = optionalLevel("level", 7);
    int minLevel = optionalLevel("minimum log level", 0);
    if (line.has(at)) {
      throw error("cannot handle unexpected argument '" + line.word(at) + "'");
    }
    return new LogTarget(address(), facility, level, minLevel, length, format, sample);
  }

  private int length() throws LineException {
    if (!line.word(at).equals("len")) {
      return DEFAULT_LENGTH;
    }
    int length = Numbers.leading(line.word(at + 1));
    if (length < 80 || length > 65535) {
      throw error("invalid log length '" + line.word(at + 1) + "', must be between 80 and 65535");
    }
    at += 2;
    return length;
  }

  /** Null where none is written. */
  private Format format() throws LineException {
    if (!line.word(at).equals("format")) {
      return null;
    }
    Format format = formatOf(line.word(at + 1));
    if (format == null) {
      throw error("unknown log format '" + line.word(at + 1) + "'");
    }
    at += 2;
    return format;
  }

  /** The format of that name, or null. */
  static Format formatOf(String name) {
    return switch (name) {
      case "local" -> Format.LOCAL;
      case "rfc3164" -> Format.RFC3164;
      case "rfc5424" -> Format.RFC5424;
      case "priority" -> Format.PRIORITY;
      case "short" -> Format.SHORT;
      case "timed" -> Format.TIMED;
      case "iso" -> Format.ISO;
      case "raw" -> Format.RAW;
      default -> null;
    };
  }

  private SampleRanges sample() throws LineException {
    if (!line.word(at).equals("sample")) {
      return null;
    }
    String text = line.word(at + 1);
    at += 2;
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw error("Missing sample size");
    }
    BitSet chosen = new BitSet();
    for (String range : text.substring(0, colon).split(",", -1)) {
      addRange(range, chosen);
    }
    String sizeText = text.substring(colon + 1);
    int size = Numbers.leading(sizeText);
    if (size <= 0 || Numbers.length(sizeText) != sizeText.length()) {
      throw error(
          "wrong sample size '%s' for sample range '%s'"
              .formatted(sizeText, text.substring(0, colon)));
    }
    if (chosen.length() - 1 > size) {
      throw error(
          "sample size %d should be greater or equal to %d the maximum of the high ranges limits"
              .formatted(size, chosen.length() - 1));
    }
    return new SampleRanges(chosen, size);
  }

  private void addRange(String range, BitSet chosen) throws LineException {
    int dash = range.indexOf('-');
    String lowText = dash < 0 ? range : range.substring(0, dash);
    String highText = dash < 0 ? range : range.substring(dash + 1);
    int low = Numbers.leading(lowText);
    int high = Numbers.leading(highText);
    boolean numbers =
        Numbers.length(lowText) == lowText.length()
            && Numbers.length(highText) == highText.length();
    if (!numbers || low <= 0 || high < low) {
      throw error("invalid sample range '" + range + "'");
    }
    if (chosen.get(low, high + 1).cardinality() > 0) {
      throw error("ranges are overlapping");
    }
    chosen.set(low, high + 1);
  }

  private int optionalLevel(String what, int otherwise) throws LineException {
    if (!line.has(at)) {
      return otherwise;
    }
    int level = level(line.word(at));
    if (level < 0) {
      String kind = what.equals("level") ? "log level" : what;
      throw error("unknown optional " + kind + " '" + line.word(at) + "'");
    }
    at++;
    return level;
  }

  private String address() throws AddressException, LineException {
    String written = line.word(1);
    if (written.equals("stdout") || written.equals("stderr") || written.startsWith("ring@")) {
      return written;
    }
    ParsedAddress address = line.context().addresses().parse(written, ADDRESS);
    if (address.fd() >= 0) {
      return "fd@" + address.fd();
    }
    if (!address.datagram()) {
      throw error(
          "'" + written + "' : logs over streams are not there yet: use a UDP address or a ring");
    }
    if (address.unix() != null) {
      return address.unix().isAbstract() ? address.unix().toString() : address.unix().path();
    }
    int port = address.lowPort() == 0 ? SYSLOG_PORT : address.lowPort();
    String ip = AddressText.of(address.ip());
    return (ip.indexOf(':') < 0 ? ip : "[" + ip + "]") + ":" + port;
  }

  private static LineException error(String text) {
    return new LineException("log : " + text);
  }
}
