package io.haloom.stats;

/**
 * One line of statistics: a frontend, a bind line, a server or a backend, as it was when the row
 * was made. A field that has no meaning for the object is absent.
 */
public final class StatRow {

  /** What the row is about; ordinals are the values of the {@code type} column. */
  public enum Kind {
    FRONTEND('F', "Frontend"),
    BACKEND('B', "Backend"),
    SERVER('S', "Server"),
    LISTENER('L', "Listener");

    private final char letter;
    private final String word;

    Kind(char letter, String word) {
      this.letter = letter;
      this.word = word;
    }

    /** As the typed form begins a line. */
    public char letter() {
      return letter;
    }

    /** As the JSON form calls it. */
    public String word() {
      return word;
    }
  }

  private final Kind kind;
  private final Object[] values = new Object[StatField.values().length];

  StatRow(Kind kind) {
    this.kind = kind;
    set(StatField.TYPE, kind.ordinal());
    set(StatField.PID, 1);
  }

  public Kind kind() {
    return kind;
  }

  /** Its kind's letter, its proxy's number and its own, as {@code S.4.1}. */
  String reference() {
    return kind.letter() + "." + text(StatField.IID) + "." + text(StatField.SID);
  }

  void set(StatField field, long value) {
    values[field.ordinal()] = value;
  }

  void set(StatField field, String value) {
    values[field.ordinal()] = value;
  }

  public boolean has(StatField field) {
    return values[field.ordinal()] != null;
  }

  /** The value as text, empty when absent. */
  public String text(StatField field) {
    Object value = values[field.ordinal()];
    return value == null ? "" : value.toString();
  }

  /** The value of a numeric field, 0 when absent. */
  public long number(StatField field) {
    return values[field.ordinal()] instanceof Long number ? number : 0;
  }
}
