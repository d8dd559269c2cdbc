package io.haloom.config;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The words of one place in the configuration, each with what is done about it: a word that is not
 * in the table is unknown. Immutable.
 *
 * @param <H> what treats a word
 */
public final class KeywordTable<H> {

  /** What is done about a word. */
  public enum Support {
    /** It does what the manual says. */
    YES,
    /** It is accepted, and a warning says what differs. */
    WARNED,
    /** The configuration is refused, and a message says why and what to do. */
    REFUSED
  }

  /**
   * One word.
   *
   * @param note for {@link Support#WARNED} and {@link Support#REFUSED}, what differs or is missing;
   *     else mostly empty
   * @param handler treats the word; null where it is refused in the words of the note. Where
   *     several words stand on a line, a refused one's tells which words are its own
   */
  public record Entry<H>(String word, Support support, String note, H handler) {}

  private final Map<String, Entry<H>> entries;

  private KeywordTable(Map<String, Entry<H>> entries) {
    this.entries = Collections.unmodifiableMap(entries);
  }

  public static <H> Builder<H> builder() {
    return new Builder<>();
  }

  /** The entry of {@code word}, or null. */
  public Entry<H> find(String word) {
    return entries.get(word);
  }

  public Set<String> words() {
    return entries.keySet();
  }

  public Collection<Entry<H>> entries() {
    return entries.values();
  }

  /** Collects a table. A word given twice is an error in the program. */
  public static final class Builder<H> {
    private final Map<String, Entry<H>> entries = new LinkedHashMap<>();

    public Builder<H> yes(String word, H handler) {
      return add(new Entry<>(word, Support.YES, "", handler));
    }

    /** As HAProxy does it; {@code note} says what else there is to know. */
    public Builder<H> yes(String word, String note, H handler) {
      return add(new Entry<>(word, Support.YES, note, handler));
    }

    /** {@code note} documents the difference; the handler gives the warning. */
    public Builder<H> warned(String word, String note, H handler) {
      return add(new Entry<>(word, Support.WARNED, note, handler));
    }

    /** {@code note} completes a sentence that starts with the word: {@code needs Lua, ...}. */
    public Builder<H> refused(String note, String... words) {
      for (String word : words) {
        add(new Entry<>(word, Support.REFUSED, note, null));
      }
      return this;
    }

    /** Refused in other words, which the handler throws. */
    public Builder<H> refused(String word, String note, H handler) {
      return add(new Entry<>(word, Support.REFUSED, note, handler));
    }

    /** All entries of another table. */
    public Builder<H> addAll(KeywordTable<H> other) {
      other.entries().forEach(this::add);
      return this;
    }

    private Builder<H> add(Entry<H> entry) {
      if (entries.putIfAbsent(entry.word(), entry) != null) {
        throw new IllegalArgumentException("keyword '" + entry.word() + "' is in the table twice");
      }
      return this;
    }

    public KeywordTable<H> build() {
      return new KeywordTable<>(new LinkedHashMap<>(entries));
    }
  }
}
