package io.haloom.admin;

import java.io.IOException;
import java.util.List;

/** All commands of the stats socket. */
public final class CommandTable {
  private final List<CommandEntry> entries;

  public CommandTable(List<CommandEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  List<CommandEntry> entries() {
    return entries;
  }

  /** Finds and runs the command; an unknown one is answered with those that come close. */
  Reply run(Request request) throws IOException {
    CommandEntry entry = find(request);
    if (entry == null) {
      return Reply.info(CommandHelp.unknown(entries, request));
    }
    if (!request.allows(entry.level())) {
      return Reply.error("Permission denied\n");
    }
    return entry.command().run(request);
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
