package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.CommandEntry;
import io.haloom.admin.Reply;
import io.haloom.model.BindConfig.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands of HAProxy 2.6 for what this version does not have. A list of things of which there are
 * none is empty, as HAProxy shows it; anything else is refused by name.
 */
final class Unsupported {
  private Unsupported() {}

  static List<CommandEntry> entries() {
    List<CommandEntry> entries = new ArrayList<>();
    refuse(entries, "there are no stick tables in this version", tables());
    refuse(entries, "names are resolved by the system's resolver, which has no counters", dns());
    refuse(
        entries,
        Level.OPERATOR,
        "there are no traces in this version, use 'show events'",
        List.of("trace"));
    refuse(entries, "debug commands are of HAProxy's own memory", List.of("debug"));
    empty(entries, "show table", "", "No such table\n");
    empty(entries, "show peers", "", "No such peers\n");
    empty(entries, "show cache", "", "there is no cache in this version\n");
    empty(entries, "show trace", "", "No such trace source");
    return entries;
  }

  private static List<String> tables() {
    return List.of("clear table", "set table");
  }

  private static List<String> dns() {
    return List.of("show resolvers");
  }

  private static void refuse(List<CommandEntry> into, String reason, List<String> commands) {
    refuse(into, Level.USER, reason, commands);
  }

  private static void refuse(
      List<CommandEntry> into, Level level, String reason, List<String> commands) {
    for (String words : commands) {
      Command command =
          request -> Reply.error("'" + words + "' is not available: " + reason + ".\n");
      into.add(CommandEntry.hidden(words, level, command));
    }
  }

  /** Without arguments an empty list; with some, there is none of that name. */
  private static void empty(List<CommandEntry> into, String words, String answer, String unknown) {
    int length = words.split(" ").length;
    Command command =
        request -> request.word(length).isEmpty() ? Reply.data(answer) : Reply.error(unknown);
    into.add(CommandEntry.hidden(words, Level.USER, command));
  }
}
