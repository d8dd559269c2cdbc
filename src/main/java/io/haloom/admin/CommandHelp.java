package io.haloom.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The lists of {@code help} and of unknown commands: those whose first words are the ones given,
 * or, where the next word is misspelt, those that look most like it.
 */
public final class CommandHelp {
  private static final int MOST_SUGGESTED = 7;
  private static final String ALWAYS =
      """
        help [<command>]                        : list matching or all commands
        prompt                                  : toggle interactive mode with prompt
        quit                                    : disconnect
      """;

  private CommandHelp() {}

  /** The answer to {@code help} with the words that follow it. */
  static String help(List<CommandEntry> entries, Request request) {
    List<String> words = request.words().subList(1, request.words().size());
    return "The following commands are valid at this level:\n"
        + list(entries, new Request(words, null, request.client()));
  }

  /** The answer to a command that is none. */
  static String unknown(List<CommandEntry> entries, Request request) {
    String title =
        request.word(0).isEmpty()
            ? "Unknown command. Please enter one of the following commands only:\n"
            : "Unknown command, but maybe one of the following ones is a better match:\n";
    return title + list(entries, request);
  }

  private static String list(List<CommandEntry> entries, Request request) {
    int length = entries.stream().mapToInt(e -> e.matching(request)).max().orElse(0);
    List<CommandEntry> family =
        entries.stream()
            .filter(e -> e.syntax() != null && e.matching(request) == length)
            .filter(e -> e.words().size() >= length)
            .toList();
    List<CommandEntry> similar = similar(family, request, length);
    StringBuilder text = new StringBuilder();
    (similar.isEmpty() ? family : similar)
        .stream().map(CommandEntry::usage).sorted().forEach(line -> text.append(line).append('\n'));
    return text.append(ALWAYS).toString();
  }

  private record Candidate(CommandEntry entry, int distance) {}

  /** Those of the family whose next words look like the request's, best first. */
  private static List<CommandEntry> similar(
      List<CommandEntry> family, Request request, int length) {
    List<String> given =
        request
            .words()
            .subList(Math.min(length, request.words().size()), Math.min(5, request.words().size()));
    if (given.isEmpty()) {
      return List.of();
    }
    List<Candidate> candidates = new ArrayList<>();
    for (CommandEntry entry : family) {
      List<String> words = entry.words().subList(length, entry.words().size());
      int letters = letters(given) + letters(words);
      int distance = WordShape.of(given).distance(WordShape.of(words));
      if (distance < 5 * letters / 2) {
        candidates.add(new Candidate(entry, distance));
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::distance));
    return candidates.stream()
        .limit(MOST_SUGGESTED)
        .filter(c -> c.distance() <= 5 * candidates.get(0).distance() / 2)
        .map(Candidate::entry)
        .toList();
  }

  private static int letters(List<String> words) {
    return words.stream().mapToInt(String::length).sum();
  }
}
