package io.haloom.proxy.statefile;

import io.haloom.proxy.state.AdminFlag;
import io.haloom.proxy.state.LeadingNumber;
import java.util.List;

/**
 * One server's line of a state file.
 *
 * @param words its columns, in the order of {@link StateColumns#COLUMNS}; the last five may be
 *     missing
 */
public record StateLine(List<String> words) {
  private static final int REQUIRED = 20;
  private static final int MAX_NAME = 255;

  /** A line that cannot be one. */
  static final class Corrupted extends Exception {
    private static final long serialVersionUID = 1;
  }

  /**
   * Reads a line.
   *
   * @param line with its line feed
   * @return null for a comment or an empty line
   * @throws Corrupted when it has too few columns, or was cut off
   */
  static StateLine of(String line) throws Corrupted {
    int end = line.length() - 1;
    if (!line.endsWith("\n") || line.indexOf('\0') >= 0) {
      throw new Corrupted();
    }
    int start = 0;
    while (start < end && (line.charAt(start) == ' ' || line.charAt(start) == '\t')) {
      start++;
    }
    if (start == end || line.charAt(start) == '#') {
      return null;
    }
    List<String> words = List.of(line.substring(start, end).split("[ \t]+"));
    if (words.size() < REQUIRED) {
      throw new Corrupted();
    }
    return new StateLine(words.subList(0, Math.min(words.size(), StateColumns.COLUMNS.size())));
  }

  /** A column's text, or null when the line has none. */
  public String text(String column) {
    int index = StateColumns.COLUMNS.indexOf(column);
    return index < words.size() ? words.get(index) : null;
  }

  /** The name in {@code srv_fqdn}, or null where the file says there is none. */
  public String name() {
    String text = text("srv_fqdn");
    return text.startsWith("-") ? null : text;
  }

  /** An address, or null where the file says there is none. */
  public String givenAddress(String column) {
    String text = text(column);
    return text == null || text.equals("-") ? null : text;
  }

  /** {@code srv_port}: the digits it begins with; 0 when there are none. */
  public long port() {
    String text = text("srv_port");
    char first = text.isEmpty() ? '-' : text.charAt(0);
    return first >= '0' && first <= '9' ? number("srv_port") : 0;
  }

  /** A port, or null where the file says there is none. */
  public String givenPort(String column) {
    String text = text(column);
    return text == null || text.equals("0") ? null : text;
  }

  /** A column's number, the leading digits counting; 0 when there are none. */
  public long number(String column) {
    LeadingNumber number = LeadingNumber.of(text(column));
    return number == null ? 0 : number.value();
  }

  /** What is wrong with its values, in HAProxy's words; empty when nothing is. */
  public String problems() {
    StringBuilder problems = new StringBuilder();
    expect(problems, "srv_op_state", in("srv_op_state", 0, 3));
    expect(problems, "srv_admin_state", adminIsSane());
    expect(problems, "srv_uweight", in("srv_uweight", 0, 256));
    expect(problems, "srv_iweight", in("srv_iweight", 0, 256));
    expect(problems, "srv_last_time_change", isNumber("srv_time_since_last_change"));
    expect(problems, "srv_check_status", in("srv_check_status", 0, CheckNumbers.count() - 1));
    expect(problems, "srv_check_result", in("srv_check_result", 0, 4));
    expect(problems, "srv_check_health", isNumber("srv_check_health"));
    expect(problems, "srv_check_state", in("srv_check_state", 0, 31));
    expect(problems, "srv_agent_state", in("srv_agent_state", 0, 31));
    expect(problems, "bk_f_forced_id", in("bk_f_forced_id", 0, 1));
    expect(problems, "srv_f_forced_id", in("srv_f_forced_id", 0, 1));
    expect(problems, "srv_fqdn", nameIsSane());
    expect(problems, "srv_port", port() <= 65535);
    return problems.toString();
  }

  private void expect(StringBuilder problems, String column, boolean right) {
    if (!right) {
      String shown = column.equals("srv_last_time_change") ? "srv_time_since_last_change" : column;
      problems.append(", invalid ").append(column).append(" value '").append(text(shown));
      problems.append("'");
    }
  }

  private boolean isNumber(String column) {
    LeadingNumber number = LeadingNumber.of(text(column));
    return number != null && Math.abs(number.value()) < Long.MAX_VALUE;
  }

  private boolean in(String column, long low, long high) {
    long value = number(column);
    return isNumber(column) && value >= low && value <= high;
  }

  /** What an administrator or the configuration set: the rest follows from other servers. */
  public int admin() {
    int derived =
        AdminFlag.INHERITED_MAINT.bit()
            | AdminFlag.INHERITED_DRAIN.bit()
            | AdminFlag.HOSTNAME_MAINT.bit()
            | AdminFlag.RESOLUTION_MAINT.bit();
    return (int) number("srv_admin_state") & ~derived;
  }

  private boolean adminIsSane() {
    int forced = AdminFlag.FORCED_MAINT.bit();
    int config = AdminFlag.CONFIG_MAINT.bit();
    int drain = AdminFlag.FORCED_DRAIN.bit();
    List<Integer> known = List.of(0, forced, config, config | forced, config | drain, drain);
    return isNumber("srv_admin_state") && known.contains(admin());
  }

  private boolean nameIsSane() {
    String name = name();
    return name == null || name.length() <= MAX_NAME && name.matches("[A-Za-z0-9_.-]+");
  }
}
