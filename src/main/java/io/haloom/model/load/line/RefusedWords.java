package io.haloom.model.load.line;

import io.haloom.config.KeywordTable.Entry;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of one line that Haloom knows and cannot honour: all are told at once. */
public final class RefusedWords {
  private final Map<String, Set<String>> byNote = new LinkedHashMap<>();

  public void add(Entry<?> entry) {
    byNote.computeIfAbsent(entry.note(), note -> new LinkedHashSet<>()).add(entry.word());
  }

  public boolean isEmpty() {
    return byNote.isEmpty();
  }

  /** {@code 'agent' needs Lua. The same goes for 'lua-load', 'lua-prepend-path'.} */
  public String text() {
    StringBuilder text = new StringBuilder();
    byNote.forEach(
        (note, words) -> {
          List<String> quoted = words.stream().map(word -> "'" + word + "'").toList();
          text.append(text.isEmpty() ? "" : " ").append(quoted.getFirst());
          text.append(' ').append(note).append('.');
          if (quoted.size() > 1) {
            text.append(" The same goes for ");
            text.append(String.join(", ", quoted.subList(1, quoted.size()))).append('.');
          }
        });
    return text.toString();
  }

  /** For lines: a word that is told of at the end, with {@code arguments} words after it. */
  public static <D> LineWord<D> skipping(int arguments) {
    return (line, at, draft) -> at + 1 + arguments;
  }
}
