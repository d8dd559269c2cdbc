package io.haloom.persist;

/**
 * The value of a field without some ranges of it. Ranges are cut from the front to the back; until
 * the first one, nothing is copied.
 */
final class FieldEdit {
  private final CookieScanner source;
  private StringBuilder kept;
  private int copied;
  private int removedFrom = -1;

  FieldEdit(CookieScanner source) {
    this.source = source;
  }

  void begin() {
    kept = null;
    copied = 0;
    removedFrom = -1;
  }

  /** Leaves out a range. */
  void cut(int from, int to) {
    if (from < to) {
      copyTo(from);
      copied = to;
    }
  }

  /** Leaves out a range and puts a text in its place. */
  void replace(int from, int to, String text) {
    copyTo(from);
    kept.append(text);
    copied = to;
  }

  /** Leaves out whole pieces, from the one at that offset until {@link #keepPiece}. */
  void removePieces(int from) {
    if (removedFrom < 0) {
      removedFrom = from;
    }
  }

  /**
   * Ends the removal before the piece that starts at that offset. Where pieces are kept before it,
   * one delimiter and one blank separate it from them.
   */
  void keepPiece(int start) {
    if (removedFrom < 0) {
      return;
    }
    copyTo(removedFrom);
    int content = start < source.length() ? source.afterBlanks(start + 1) : start;
    if (removedFrom > 0) {
      trim();
      if (start < source.length()) {
        kept.append((char) (source.at(start) & 0xff)).append(' ');
      }
    }
    copied = content;
    removedFrom = -1;
  }

  boolean isRemoving() {
    return removedFrom >= 0;
  }

  /** What is left, or null where nothing was cut. */
  String result() {
    if (removedFrom >= 0) {
      copyTo(removedFrom);
    } else if (kept != null) {
      copyTo(source.length());
    }
    return kept == null ? null : kept.toString();
  }

  private void trim() {
    int end = kept.length();
    while (end > 0 && (kept.charAt(end - 1) == ' ' || kept.charAt(end - 1) == '\t')) {
      end--;
    }
    kept.setLength(end);
  }

  private void copyTo(int end) {
    if (kept == null) {
      kept = new StringBuilder(source.length() + 32);
    }
    kept.append(source.text(copied, end));
  }
}
