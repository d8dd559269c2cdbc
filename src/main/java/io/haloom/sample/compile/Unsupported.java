package io.haloom.sample.compile;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Why words that HAProxy 2.6 knows are refused here. */
public final class Unsupported {
  private static final String STICK_TABLES = "needs stick tables, which are not supported yet";

  private static final String LUA = "needs Lua, which is not supported";

  /** What scripts define is named so. */
  private static final String LUA_WORD = "lua.";

  private static final Map<String, String> FETCH_PREFIXES =
      Map.ofEntries(
          Map.entry("sc_", STICK_TABLES),
          Map.entry("sc0_", STICK_TABLES),
          Map.entry("sc1_", STICK_TABLES),
          Map.entry("sc2_", STICK_TABLES),
          Map.entry("table_", STICK_TABLES),
          Map.entry(LUA_WORD, LUA),
          Map.entry("internal.htx", "looks at HAProxy's own memory, which is not here"),
          Map.entry("fcgi.", "needs FastCGI, which is not supported"),
          Map.entry("distcc_", "is not supported"),
          Map.entry("res.cache_", "needs a cache, which is not supported yet"),
          Map.entry("res.comp", "needs compression, which is not supported yet"),
          Map.entry("cpu_", "tells of HAProxy's own scheduler, which is not here"),
          Map.entry("lat_", "tells of HAProxy's own scheduler, which is not here"));

  private static final Set<String> TCP_INFO_FETCHES =
      Set.of(
          ("fc_fackets fc_lost fc_reordering fc_retrans fc_rtt fc_rttvar fc_sacked fc_unacked")
              .split(" "));

  private static final Pattern SOURCE_ENTRY =
      Pattern.compile("src_(bytes|clr|conn|get|gpc\\d?|http|inc|kbytes|sess|updt)_\\w+");

  private static final Set<String> OTHER_CONVERTERS = Set.of("debug");

  private Unsupported() {}

  /** The end of a message about a fetch, or null where HAProxy does not know it either. */
  public static String fetch(String name) {
    if (TCP_INFO_FETCHES.contains(name)) {
      return "needs TCP_INFO, which is not supported yet";
    }
    if (SOURCE_ENTRY.matcher(name).matches()) {
      return STICK_TABLES;
    }
    return byPrefix(FETCH_PREFIXES, name);
  }

  /** The end of a message about a converter, or null where HAProxy does not know it either. */
  public static String converter(String name) {
    if (name.startsWith("table_") || name.equals("in_table")) {
      return STICK_TABLES;
    }
    if (name.startsWith(LUA_WORD)) {
      return LUA;
    }
    if (name.startsWith("capture-")) {
      return "is not supported yet";
    }
    return OTHER_CONVERTERS.contains(name) ? "is not supported yet" : null;
  }

  private static String byPrefix(Map<String, String> reasons, String name) {
    for (Map.Entry<String, String> reason : reasons.entrySet()) {
      if (name.startsWith(reason.getKey())) {
        return reason.getValue();
      }
    }
    return null;
  }
}
