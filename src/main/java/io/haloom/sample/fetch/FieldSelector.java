package io.haloom.sample.fetch;

import io.haloom.http.HeaderName;
import io.haloom.sample.HttpView;

/** Which fields of a message are meant: those of one name, or all. */
final class FieldSelector {
  /** Every field. */
  static final FieldSelector ANY = new FieldSelector(null, false);

  private final HeaderName name;
  private final boolean none;

  private FieldSelector(HeaderName name, boolean none) {
    this.name = name;
    this.none = none;
  }

  /** Fields of that name; all where it is empty, none where no field can have it. */
  static FieldSelector of(String name) {
    if (name == null || name.isEmpty()) {
      return ANY;
    }
    try {
      return new FieldSelector(HeaderName.of(name), false);
    } catch (IllegalArgumentException e) {
      return new FieldSelector(null, true);
    }
  }

  /** The first such field at or after {@code from}, or -1. */
  int next(HttpView message, int from) {
    if (none) {
      return -1;
    }
    if (name != null) {
      return message.findField(name, from);
    }
    return from < message.fieldCount() ? from : -1;
  }
}
