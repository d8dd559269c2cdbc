package io.haloom.tls;

import io.haloom.net.TlsException;
import java.util.ArrayList;
import java.util.List;

/** Reads a line of a list: a certificate, words of TLS in brackets, and names. */
final class ListLineParser {
  private static final int MOST_WORDS = 2048;

  private final String place;
  private final ListWords words;
  private final List<String> args = new ArrayList<>();
  private StringBuilder word;
  private int begin;
  private int end;

  /**
   * @param place of the line, for messages: {@code file:line}
   */
  ListLineParser(String place, ListWords words) {
    this.place = place;
    this.words = words;
  }

  /**
   * A line that was read.
   *
   * @param certificate as written
   */
  record Parsed(String certificate, ListLine line) {}

  /**
   * Reads one.
   *
   * @return null for an empty one
   * @throws TlsException in HAProxy's words
   */
  Parsed parse(String line) throws TlsException {
    split(line);
    if (args.isEmpty()) {
      return null;
    }
    int at = begin == 0 ? 1 : begin;
    ListWords.Builder built = words.builder(begin > 0);
    while (at < end) {
      at = built.word(args, at, end, place);
    }
    return new Parsed(
        args.get(0),
        new ListLine(built.words(), built.written(), List.copyOf(args.subList(at, args.size()))));
  }

  private void split(String line) throws TlsException {
    for (char c : line.toCharArray()) {
      switch (c) {
        case ' ', '\t', '\n', 0x0B, '\f', '\r' -> endWord();
        case '[' -> begins();
        case ']' -> ends();
        default -> letter(c);
      }
    }
    endWord();
  }

  private void letter(char c) throws TlsException {
    if (word == null) {
      if (args.size() == MOST_WORDS) {
        throw failure("too many args ");
      }
      word = new StringBuilder();
    }
    word.append(c);
  }

  private void endWord() {
    if (word != null) {
      args.add(word.toString());
      word = null;
    }
  }

  private void begins() throws TlsException {
    endWord();
    if (begin > 0) {
      throw failure("too many '['");
    }
    if (args.isEmpty()) {
      throw failure("file must start with a cert");
    }
    begin = args.size();
  }

  private void ends() throws TlsException {
    endWord();
    if (end > 0) {
      throw failure("too many ']'");
    }
    if (begin == 0) {
      throw failure("missing '['");
    }
    end = args.size();
  }

  private TlsException failure(String what) {
    return new TlsException("parsing [" + place + "]: " + what);
  }
}
