package io.haloom.rule;

import io.haloom.sample.CompileException;
import io.haloom.sample.LogFormat;
import io.haloom.sample.match.PatternReference;
import io.haloom.sample.match.PatternReferences;
import java.util.List;

/**
 * {@code add-acl(FILE)}, {@code del-acl(FILE)}, {@code set-map(FILE)} and {@code del-map(FILE)}.
 * Where no ACL and no map uses the file, there is nothing to change.
 */
final class PatternActions {
  private PatternActions() {}

  /** What is done with a reference. */
  private interface Change {
    void apply(PatternReference reference, String key, String value) throws CompileException;
  }

  static List<ActionWord> words() {
    return List.of(
        word("add-acl", false, (reference, key, value) -> reference.addIfAbsent(key)),
        word("del-acl", false, (reference, key, value) -> reference.remove(key)),
        word("del-map", false, (reference, key, value) -> reference.remove(key)),
        word("set-map", true, PatternReference::put));
  }

  private static ActionWord word(String name, boolean valued, Change change) {
    return ActionWord.prefix(
        name,
        ActionWord.httpMessages(),
        (line, word) -> {
          boolean enough = line.rest().size() >= (valued ? 2 : 1);
          if (!enough) {
            throw line.error("expects exactly " + (valued ? "2" : "1") + " arguments");
          }
          String file = file(line, word, name);
          LogFormat key = line.format();
          LogFormat value = valued ? line.format() : null;
          PatternReferences references = line.scope().patterns();
          return context -> apply(context, references.find(file), new Entry(key, value), change);
        });
  }

  private record Entry(LogFormat key, LogFormat value) {}

  private static String file(ActionLine line, String word, String name) throws CompileException {
    boolean whole = word.startsWith(name + "(") && word.endsWith(")");
    if (!whole || word.length() < name.length() + 3) {
      throw line.error("'" + name + "' expects the name of a file between parentheses");
    }
    return word.substring(name.length() + 1, word.length() - 1);
  }

  private static Verdict apply(
      RuleContext context, PatternReference reference, Entry entry, Change change) {
    if (reference != null) {
      String key = entry.key().text(context);
      String value = entry.value() == null ? null : entry.value().text(context);
      try {
        change.apply(reference, key, value);
      } catch (CompileException e) {
        // As in HAProxy, what is no pattern of this kind is not added.
      }
    }
    return Verdict.CONTINUE;
  }
}
