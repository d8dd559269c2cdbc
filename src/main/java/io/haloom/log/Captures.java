package io.haloom.log;

import io.haloom.sample.ByteText;
import io.haloom.sample.format.FormatFlags;
import io.haloom.sample.format.SafeBytes;

/** Captured samples as logs write them. */
final class Captures {
  private Captures() {}

  /** <code>{first|second}</code>, nothing where the frontend captures nothing. */
  static boolean appendGroup(String[] captures, int slots, FormatFlags flags, ByteText into) {
    if (slots == 0) {
      return false;
    }
    if (flags.quote()) {
      into.append('"');
    }
    into.append('{');
    for (int slot = 0; slot < slots; slot++) {
      if (slot > 0) {
        into.append('|');
      }
      append(value(captures, slot), flags, into);
    }
    into.append('}');
    if (flags.quote()) {
      into.append('"');
    }
    return true;
  }

  /** {@code "first" "second"}. */
  static boolean appendList(String[] captures, int slots, FormatFlags flags, ByteText into) {
    for (int slot = 0; slot < slots; slot++) {
      if (slot > 0) {
        into.append(' ');
      }
      String value = value(captures, slot);
      if (flags.quote()) {
        into.append('"');
      }
      if (value == null && !flags.quote()) {
        into.append('-');
      }
      append(value, flags, into);
      if (flags.quote()) {
        into.append('"');
      }
    }
    return slots > 0;
  }

  private static String value(String[] captures, int slot) {
    return slot < captures.length ? captures[slot] : null;
  }

  private static void append(String value, FormatFlags flags, ByteText into) {
    if (value != null) {
      flags.appendEncoded(into, value, '#', SafeBytes.HEADER);
    }
  }
}
