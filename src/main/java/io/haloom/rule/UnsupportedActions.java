package io.haloom.rule;

/** Why actions that HAProxy 2.6 knows are refused here. */
final class UnsupportedActions {
  private static final String STICK_TABLES = "needs stick tables, which are not supported";
  private static final String CACHE = "needs the HTTP cache, which is not supported";

  private UnsupportedActions() {}

  /** The end of a message, or null where HAProxy does not know the action there either. */
  static String reason(String name, RulePlace place) {
    boolean request = !place.isResponse();
    if ((request || place.isHttp()) && name.startsWith("track-sc") || name.startsWith("sc-")) {
      return place == RulePlace.HTTP_AFTER_RESPONSE ? null : STICK_TABLES;
    }
    if (name.startsWith("lua.")) {
      return "needs Lua, which is not supported";
    }
    if (place == RulePlace.CONNECTION || place == RulePlace.SESSION) {
      return null;
    }
    if (name.equals("ot-group")) {
      return "needs OpenTracing, which is not supported";
    }
    if (place == RulePlace.HTTP_AFTER_RESPONSE) {
      return null;
    }
    return switch (name) {
      case "send-spoe-group" -> "needs SPOE, which is not supported";
      case "cache-use" -> place == RulePlace.HTTP_REQUEST ? CACHE : null;
      case "cache-store" -> place == RulePlace.HTTP_RESPONSE ? CACHE : null;
      default -> request ? ofRequest(name, place) : null;
    };
  }

  private static String ofRequest(String name, RulePlace place) {
    if (name.startsWith("do-resolve")) {
      return "needs HAProxy's own DNS client, which is not supported yet";
    }
    if (name.equals("use-service")) {
      return "needs Lua services, which are not supported";
    }
    return null;
  }
}
