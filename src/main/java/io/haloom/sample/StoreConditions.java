package io.haloom.sample;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * When a variable is set ({@code set-var(name,condition,...)}).
 *
 * @param all those that must hold
 */
public record StoreConditions(Set<Kind> all) {

  /** What is asked of the variable as it is, or of the new value. */
  public enum Kind {
    IFEXISTS,
    IFNOTEXISTS,
    IFEMPTY,
    IFNOTEMPTY,
    IFSET,
    IFNOTSET,
    IFGT,
    IFLT
  }

  /**
   * Reads the words after the variable's name.
   *
   * @throws CompileException with HAProxy's message
   */
  public static StoreConditions of(List<String> words) throws CompileException {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (String word : words) {
      Kind found = null;
      for (Kind kind : Kind.values()) {
        if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
          found = kind;
        }
      }
      if (found == null) {
        throw new CompileException("unknown condition \"" + word + "\"");
      }
      kinds.add(found);
    }
    return new StoreConditions(kinds);
  }

  /**
   * Sets the variable where the conditions hold. Where its existence is right and the rest is not,
   * it exists from then on without a value.
   */
  public void store(VariableName variable, SampleContext context, Sample value) {
    if (all.isEmpty()) {
      variable.set(context, value);
      return;
    }
    boolean exists = variable.exists(context);
    if (exists && all.contains(Kind.IFNOTEXISTS) || !exists && all.contains(Kind.IFEXISTS)) {
      return;
    }
    if (hold(variable.get(context), value)) {
      variable.set(context, value);
    } else if (!exists) {
      variable.declare(context);
    }
  }

  private boolean hold(Sample old, Sample value) {
    for (Kind kind : all) {
      boolean holds =
          switch (kind) {
            case IFEXISTS, IFNOTEXISTS -> true;
            case IFSET -> old != null;
            case IFNOTSET -> old == null;
            case IFEMPTY -> value.type().isText() && value.length() == 0;
            case IFNOTEMPTY -> !value.type().isText() || value.length() > 0;
            case IFGT -> !bothIntegers(old, value) || old.number() > value.number();
            case IFLT -> !bothIntegers(old, value) || old.number() < value.number();
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static boolean bothIntegers(Sample old, Sample value) {
    return old != null && old.type() == SampleType.SINT && value.type() == SampleType.SINT;
  }
}
