package io.haloom.admin.command;

import io.haloom.admin.CommandException;
import io.haloom.admin.Request;
import io.haloom.sample.match.PatternReference;
import io.haloom.sample.match.PatternReferences;
import java.util.function.Supplier;

/** Finds the ACL or map that a command is about. */
final class PatternTarget {
  private final Supplier<PatternReferences> references;
  private final boolean map;

  /**
   * @param references those of the running configuration
   * @param map whether the commands are those of maps
   */
  PatternTarget(Supplier<PatternReferences> references, boolean map) {
    this.references = references;
    this.map = map;
  }

  boolean map() {
    return map;
  }

  /** {@code map} or {@code ACL}, as messages say it. */
  String noun() {
    return map ? "map" : "ACL";
  }

  PatternReferences references() {
    return references.get();
  }

  /** Whether the reference is used as what the command is about. */
  boolean covers(PatternReference reference) {
    return map ? reference.isMap() : reference.isAcl();
  }

  /** The reference of that name, which is used as what the command is about. */
  PatternReference used(String name) {
    PatternReference reference = lookup(name);
    if (reference == null || !covers(reference)) {
      throw unknown();
    }
    return reference;
  }

  /** The reference of that name, whatever it is used for. */
  PatternReference any(String name) {
    PatternReference reference = lookup(name);
    if (reference == null) {
      throw unknown();
    }
    return reference;
  }

  private PatternReference lookup(String name) {
    if (!name.startsWith("#")) {
      return references().find(name);
    }
    try {
      return references().find(Integer.parseInt(name.substring(1)));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private CommandException unknown() {
    return new CommandException("Unknown " + noun() + " identifier. Please use #<id> or <file>.\n");
  }

  /** Whether the word is a version: {@code @1}. */
  static boolean isVersion(String word) {
    return word.startsWith("@");
  }

  static int version(String word) {
    return LeadingInteger.of(word.substring(1));
  }

  /** Where the identifier stands in a command that may have a version before it. */
  static int afterVersion(Request request) {
    return isVersion(request.word(2)) ? 3 : 2;
  }

  /** Whether the word names one pattern by its number: {@code #0x7f0012}. */
  static boolean isEntry(String word) {
    return word.startsWith("#0x");
  }

  static long entry(String word) {
    try {
      return Long.parseUnsignedLong(word.substring(3), 16);
    } catch (NumberFormatException e) {
      throw new CommandException("Malformed identifier. Please use #<id> or <file>.\n");
    }
  }
}
