package io.haloom.http.h2;

import io.haloom.http.FieldValue;
import io.haloom.http.MessageHead;
import io.haloom.http.MessageHead.FieldUse;
import java.util.Arrays;

/** The fields of one block, as they are decoded, on their way into a head. */
final class HeadFields implements FieldSink {
  private static final int MARKS = 3;

  private final FieldValue value = new FieldValue();
  private int[] marks = new int[MARKS * 16];
  private int count;

  void clear() {
    count = 0;
  }

  @Override
  public void field(int nameFrom, int valueFrom, int valueTo, boolean neverIndexed) {
    if (count * MARKS == marks.length) {
      marks = Arrays.copyOf(marks, marks.length * 2);
    }
    marks[count * MARKS] = nameFrom;
    marks[count * MARKS + 1] = valueFrom;
    marks[count * MARKS + 2] = valueTo;
    count++;
  }

  int count() {
    return count;
  }

  int nameFrom(int field) {
    return marks[field * MARKS];
  }

  /** Where the name ends and the value begins. */
  int valueFrom(int field) {
    return marks[field * MARKS + 1];
  }

  int valueTo(int field) {
    return marks[field * MARKS + 2];
  }

  /** Adds a field of the block to a head, unless it means nothing there. */
  void keep(MessageHead head, int field) {
    keep(head, nameFrom(field), valueFrom(field), valueFrom(field), valueTo(field));
  }

  /** Adds a field to a head, unless it means nothing there. */
  void keep(MessageHead head, int nameFrom, int nameTo, int valueFrom, int valueTo) {
    value.set(valueFrom, valueTo);
    if (head.use(nameFrom, nameTo, value) != FieldUse.DROP) {
      head.headers().add(nameFrom, nameTo, value.start(), value.end());
    }
  }
}
