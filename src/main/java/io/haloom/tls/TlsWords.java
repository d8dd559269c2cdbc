package io.haloom.tls;

import io.haloom.net.tls.TlsVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a line says of TLS: its words, and the value of each (empty for those without one). Lines
 * that have defaults lie {@link #over} them. Never changes.
 */
public final class TlsWords {
  public static final TlsWords NONE = new TlsWords(Map.of());

  private final Map<String, String> words;

  public TlsWords(Map<String, String> words) {
    this.words = new LinkedHashMap<>(words);
  }

  /** These, and of {@code base} what they do not say. */
  public TlsWords over(TlsWords base) {
    if (words.isEmpty()) {
      return base;
    }
    Map<String, String> both = new LinkedHashMap<>(base.words);
    both.putAll(words);
    return new TlsWords(both);
  }

  /** These but for some. */
  TlsWords without(String... others) {
    Map<String, String> rest = new LinkedHashMap<>(words);
    rest.keySet().removeAll(List.of(others));
    return new TlsWords(rest);
  }

  public boolean has(String word) {
    return words.containsKey(word);
  }

  /** The value of a word, or null. */
  public String text(String word) {
    return words.get(word);
  }

  public String text(String word, String otherwise) {
    return words.getOrDefault(word, otherwise);
  }

  /** The version that a word names, or null. */
  public TlsVersion version(String word) {
    String text = words.get(word);
    return text == null ? null : TlsVersion.named(text);
  }

  public boolean isEmpty() {
    return words.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TlsWords they && they.words.equals(words);
  }

  @Override
  public int hashCode() {
    return words.hashCode();
  }

  @Override
  public String toString() {
    return words.toString();
  }
}
