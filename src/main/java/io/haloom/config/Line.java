package io.haloom.config;

import java.util.List;

/**
 * A line of a configuration, split into words, its {@code no} or {@code default} prefix taken off.
 *
 * @param file the file as it was named on the command line
 * @param number from 1
 * @param prefix what stood before the first word
 * @param words at least one
 */
public record Line(String file, int number, Prefix prefix, List<Word> words) {

  /** {@code no option x}, {@code default option x}. */
  public enum Prefix {
    NONE,
    NO,
    DEFAULT
  }

  public Line {
    words = List.copyOf(words);
  }

  /** The text of word {@code index}, or the empty string past the end. */
  public String get(int index) {
    return index < words.size() ? words.get(index).text() : "";
  }

  /**
   * Whether word {@code index} is there and not empty: an empty word ends the arguments, as in
   * HAProxy.
   */
  public boolean has(int index) {
    return !get(index).isEmpty();
  }

  public int size() {
    return words.size();
  }

  /** The texts of the words from {@code index} to the end. */
  public List<String> from(int index) {
    return words.stream().skip(index).map(Word::text).toList();
  }

  public boolean isNegated() {
    return prefix == Prefix.NO;
  }

  /** {@code file:number}. */
  public String location() {
    return file + ":" + number;
  }
}
