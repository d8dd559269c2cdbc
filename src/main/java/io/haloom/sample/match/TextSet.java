package io.haloom.sample.match;

import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A hash set of byte strings that is asked about parts of arrays, so that a look-up makes no
 * garbage. It knows which lengths occur, for looking up starts and ends of longer texts.
 */
final class TextSet {
  private final byte[][] table;
  private final int[] lengths;
  private final boolean ignoreCase;

  private TextSet(List<byte[]> texts, boolean ignoreCase) {
    this.ignoreCase = ignoreCase;
    table = new byte[Integer.highestOneBit(Math.max(4, texts.size() * 4))][];
    for (byte[] text : texts) {
      put(text);
    }
    lengths = texts.stream().mapToInt(text -> text.length).sorted().distinct().toArray();
  }

  static TextSet of(List<String> patterns, MatchFlags flags) {
    List<byte[]> texts = new ArrayList<>();
    for (String pattern : patterns) {
      texts.add(Bytes.of(pattern));
    }
    return new TextSet(texts, flags.ignoreCase());
  }

  static TextSet hex(List<String> patterns) throws CompileException {
    List<byte[]> texts = new ArrayList<>();
    for (String pattern : patterns) {
      texts.add(Bytes.ofHex(pattern));
    }
    return new TextSet(texts, false);
  }

  private void put(byte[] text) {
    int slot = hash(text, 0, text.length);
    while (table[slot] != null) {
      if (Arrays.equals(table[slot], text)) {
        return;
      }
      slot = slot + 1 & table.length - 1;
    }
    table[slot] = text;
  }

  /** The distinct lengths of its members, ascending. */
  int[] lengths() {
    return lengths;
  }

  boolean contains(byte[] array, int from, int size) {
    for (int slot = hash(array, from, size); ; slot = slot + 1 & table.length - 1) {
      byte[] candidate = table[slot];
      if (candidate == null) {
        return false;
      }
      if (candidate.length == size && equal(candidate, array, from)) {
        return true;
      }
    }
  }

  private boolean equal(byte[] candidate, byte[] array, int from) {
    for (int i = 0; i < candidate.length; i++) {
      if (fold(candidate[i]) != fold(array[from + i])) {
        return false;
      }
    }
    return true;
  }

  private int hash(byte[] array, int from, int size) {
    int hash = size;
    for (int i = from; i < from + size; i++) {
      hash = 31 * hash + fold(array[i]);
    }
    return (hash ^ hash >>> 16) * 0x9E3779B9 >>> 7 & table.length - 1;
  }

  private byte fold(byte c) {
    return ignoreCase ? Fold.lower(c) : c;
  }
}
