package io.haloom.admin;

import io.haloom.model.BindConfig.Level;
import java.util.List;

/**
 * A line of the table of commands.
 *
 * @param words the words that call it, the longest match wins
 * @param level who may use it; others get {@code Permission denied}
 * @param syntax what {@code help} shows, or null to keep it out of the list
 * @param description what {@code help} says of it
 * @param command what it does
 */
public record CommandEntry(
    List<String> words, Level level, String syntax, String description, Command command) {

  /** An entry whose words are the given ones, split at spaces. */
  public static CommandEntry of(
      String words, Level level, String syntax, String description, Command command) {
    return new CommandEntry(List.of(words.split(" ")), level, syntax, description, command);
  }

  /** An entry that {@code help} does not list. */
  public static CommandEntry hidden(String words, Level level, Command command) {
    return new CommandEntry(List.of(words.split(" ")), level, null, null, command);
  }

  /** As a line of {@code help}, without the line end. */
  String usage() {
    return String.format("  %-40s: %s", syntax, description);
  }

  /** How many of the request's first words are this entry's. */
  int matching(Request request) {
    int n = 0;
    while (n < words.size() && words.get(n).equals(request.word(n))) {
      n++;
    }
    return n;
  }
}
