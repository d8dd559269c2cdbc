package io.haloom.model.load.line;

import io.haloom.config.Line;
import io.haloom.config.TimeValue;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import java.util.List;

/** A line as the handler of its keyword sees it. */
public class KeywordLine {
  private final LoadContext context;
  private final Line line;

  public KeywordLine(LoadContext context, Line line) {
    this.context = context;
    this.line = line;
  }

  public final LoadContext context() {
    return context;
  }

  public final Line line() {
    return line;
  }

  /** The first word. */
  public final String keyword() {
    return line.get(0);
  }

  /** Word {@code index}, empty past the end. */
  public final String word(int index) {
    return line.get(index);
  }

  public final boolean has(int index) {
    return line.has(index);
  }

  /** The words from {@code index} to the first empty one. */
  public final List<String> from(int index) {
    return line.from(index).stream().takeWhile(w -> !w.isEmpty()).toList();
  }

  /** Refuses more than {@code arguments} words after the keyword. */
  public final void atMost(int arguments) throws LineException {
    atMost(arguments, 0);
  }

  /**
   * Refuses more than {@code arguments} words after the word at {@code index}, which is part of the
   * keyword.
   */
  public final void atMost(int arguments, int index) throws LineException {
    String extra = word(index + arguments + 1);
    if (!extra.isEmpty()) {
      String keyword = String.join(" ", line.from(0).subList(0, index + 1));
      throw new LineException(
          "'" + keyword + "' cannot handle unexpected argument '" + extra + "'.");
    }
  }

  /**
   * The integer at {@code index}, read as HAProxy does; a warning tells where it is not all of the
   * word.
   */
  public final int integer(int index) {
    String word = word(index);
    int length = Numbers.length(word);
    if (length < word.length()) {
      warn(
          "'%s' : unexpected character '%c' in number '%s', which counts as %d."
              .formatted(keyword(), word.charAt(length), word, Numbers.leading(word)));
    }
    return Numbers.leading(word);
  }

  /** Reads a time and warns of characters after its unit, as HAProxy does. */
  public final TimeValue.Parsed time(int index, TimeValue.Unit unit) {
    return time(word(index), unit);
  }

  public final TimeValue.Parsed time(String text, TimeValue.Unit unit) {
    TimeValue.Parsed parsed = TimeValue.parse(text, unit);
    if (parsed.ok() && parsed.rest() != null) {
      context
          .diagnostics()
          .warning(
              "unexpected character '"
                  + parsed.rest().charAt(0)
                  + "' after the timer value '"
                  + text
                  + "', only (us=microseconds,ms=milliseconds,s=seconds,m=minutes,h=hours,d=days)"
                  + " are supported. This will be reported as an error in next versions.");
    }
    return parsed;
  }

  /** A warning on this line, after which it is used. */
  public final void warn(String text) {
    context.diagnostics().warning(line, text);
  }

  /** As {@link #warn}, in the other form of HAProxy's messages. */
  public final void warnTight(String text) {
    context.diagnostics().warning("parsing [" + line.location() + "]: " + text);
  }

  /** An error on this line, after which its other words are still looked at. */
  public final void alert(String text) {
    context.diagnostics().alert(line, text);
  }
}
