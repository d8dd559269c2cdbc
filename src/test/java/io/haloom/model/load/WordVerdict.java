package io.haloom.model.load;

import io.haloom.config.KeywordTable;
import io.haloom.config.KeywordTable.Entry;
import io.haloom.config.KeywordTable.Support;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is done about one word of HAProxy 2.6.
 *
 * @param note what differs or is missing; empty where nothing does
 */
record WordVerdict(String word, Support support, String note) {
  private static final String UNKNOWN = "unknown here";

  /** The words of {@code words/LIST.txt}, one a line. */
  static List<String> words(String list) throws IOException {
    return lines("words/" + list + ".txt");
  }

  /** The lines of a resource beside this class. */
  static List<String> lines(String resource) throws IOException {
    try (InputStream in = WordVerdict.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  static WordVerdict yes(String word) {
    return new WordVerdict(word, Support.YES, "");
  }

  static WordVerdict refused(String word, String note) {
    return new WordVerdict(word, Support.REFUSED, note);
  }

  static WordVerdict unknown(String word) {
    return refused(word, UNKNOWN);
  }

  private static String withoutStop(String note) {
    return note.endsWith(".") ? note.substring(0, note.length() - 1).stripTrailing() : note;
  }

  /** The same of another word. */
  WordVerdict named(String other) {
    return new WordVerdict(other, support, note);
  }

  /** As the table says. */
  static WordVerdict in(KeywordTable<?> table, String word) {
    Entry<?> entry = table.find(word);
    return entry == null
        ? unknown(word)
        : new WordVerdict(word, entry.support(), withoutStop(entry.note()));
  }

  /** Notes written by hand, by {@code LIST.WORD}: what no table tells. */
  static Map<String, WordVerdict> written() throws IOException {
    Map<String, WordVerdict> all = new LinkedHashMap<>();
    for (String line : lines("compatibility/notes.txt")) {
      String[] parts = line.split(" ", 3);
      String word = parts[0].substring(parts[0].indexOf('/') + 1).replace('_', ' ');
      Support support = Support.valueOf(parts[1]);
      all.put(parts[0].replace('_', ' '), new WordVerdict(word, support, parts[2]));
    }
    return all;
  }
}
