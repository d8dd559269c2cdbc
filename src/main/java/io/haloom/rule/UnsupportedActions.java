package io.haloom.rule;

/** Why actions that HAProxy 2.6 knows are refused here. */
final class UnsupportedActions {
  private static final String STICK_TABLES = "needs stick tables, which are not supported";

  private UnsupportedActions() {}

  /** The end of a message, or null where HAProxy does not know the action there either. */
  static String reason(String name, RulePlace place) {
    boolean request = place != RulePlace.RESPONSE;
    if (request && name.startsWith("track-sc") || name.startsWith("sc-")) {
      return STICK_TABLES;
    }
    if (name.startsWith("lua.")) {
      return "needs Lua, which is not supported";
    }
    if (place != RulePlace.CONTENT && place != RulePlace.RESPONSE) {
      return null;
    }
    return switch (name) {
      case "send-spoe-group" -> "needs SPOE, which is not supported";
      case "ot-group" -> "needs OpenTracing, which is not supported";
      case "use-service" -> request ? "needs Lua services, which are not supported" : null;
      case "switch-mode" -> request ? "needs HTTP mode, which is not supported yet" : null;
      default ->
          request && name.startsWith("do-resolve")
              ? "needs a 'resolvers' section, which is not supported yet"
              : null;
    };
  }
}
