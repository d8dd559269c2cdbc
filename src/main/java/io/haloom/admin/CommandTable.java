package io.haloom.admin;

import java.io.IOException;
import java.util.List;

/** All commands of the stats socket. {@code help} is the table's own. */
public final class CommandTable {
  private final List<CommandEntry> entries;

  public CommandTable(List<CommandEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Finds and runs the command; an unknown one is answered with those that come close. */
  Reply run(Request request) throws IOException {
    if (request.word(0).equals("help")) {
      return Reply.info(CommandHelp.help(entries, request));
    }
    CommandEntry entry = find(request);
    if (entry == null) {
      return Reply.info(CommandHelp.unknown(entries, request));
    }
    if (!request.allows(entry.level())) {
      return Reply.error("Permission denied\n");
    }
    try {
      return entry.command().run(request);
    } catch (CommandException e) {
      return Reply.error(e.getMessage());
    }
  }

  private CommandEntry find(Request request) {
    CommandEntry best = null;
    for (CommandEntry entry : entries) {
      boolean whole = entry.matching(request) == entry.words().size();
      if (whole && (best == null || entry.words().size() > best.words().size())) {
        best = entry;
      }
    }
    return best;
  }
}
