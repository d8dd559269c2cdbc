package io.haloom.admin;

import io.haloom.proxy.Defects;
import java.io.IOException;
import java.util.List;

/** All commands of the stats socket. {@code help} is the table's own. */
public final class CommandTable {
  private static final String TOO_MANY =
      "Too many arguments. Commands must have at most %d arguments.\n"
          .formatted(CommandWords.MAX_WORDS);

  private final List<CommandEntry> entries;
  private final Defects defects;

  /**
   * @param defects is told of a command that fails for a reason of ours
   */
  public CommandTable(List<CommandEntry> entries, Defects defects) {
    this.entries = List.copyOf(entries);
    this.defects = defects;
  }

  Defects defects() {
    return defects;
  }

  /**
   * Finds and runs the command; an unknown one is answered with those that come close, an empty
   * line with nothing.
   */
  Reply run(Request request) throws IOException {
    if (request.words().isEmpty()) {
      return Reply.DONE;
    }
    if (request.words().size() > CommandWords.MAX_WORDS) {
      return Reply.error(TOO_MANY);
    }
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
    } catch (RuntimeException | StackOverflowError e) {
      defects.met(null, "command '" + request.word(0) + "'", e);
      return Reply.error("Internal error.\n");
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
