package io.haloom.stats;

import java.util.function.Predicate;

/**
 * Which rows to give.
 *
 * @param proxyId {@code iid}, -1 for all
 * @param kinds one bit for each {@link StatRow.Kind}'s ordinal, -1 for all
 * @param id {@code sid} of servers and bind lines, -1 for all
 * @param hideMaintenance leaves out servers in maintenance ({@code no-maint})
 * @param hideDown leaves out servers that are down for good ({@code up})
 * @param legends gives addresses, cookies and algorithms, for operators only
 * @param proxies which proxies by name ({@code stats scope}, {@code scope=})
 */
public record StatFilter(
    int proxyId,
    int kinds,
    int id,
    boolean hideMaintenance,
    boolean hideDown,
    boolean legends,
    Predicate<String> proxies) {

  /** Every row of every proxy, with what operators may see. */
  public static final StatFilter ALL = new StatFilter(-1, -1, -1, false, false, true, name -> true);

  boolean wants(StatRow.Kind kind) {
    return (kinds & 1 << kind.ordinal()) != 0;
  }

  boolean wantsId(int candidate) {
    return id == -1 || id == candidate;
  }
}
