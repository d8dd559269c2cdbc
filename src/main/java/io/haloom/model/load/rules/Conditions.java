package io.haloom.model.load.rules;

import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.word.LineException;
import io.haloom.sample.Checkpoint;
import io.haloom.sample.CompileException;
import io.haloom.sample.compile.CompileScope;
import io.haloom.sample.compile.ConditionParser;
import java.util.Set;

/** {@code if} and {@code unless} clauses. */
public final class Conditions {
  private Conditions() {}

  /**
   * Compiles the clause whose {@code if} or {@code unless} is word {@code at}, and warns where it
   * cannot hold.
   *
   * @param places where it will be evaluated
   * @param prefix goes before the message of an error
   */
  public static ConditionParser.Compiled parse(
      ProxyLine line, int at, Set<Checkpoint> places, String prefix) throws LineException {
    CompileScope scope = line.scope();
    try {
      ConditionParser.Compiled condition = new ConditionParser(scope).parse(line.from(at));
      String warning = condition.misplaced(places, null);
      if (warning != null) {
        line.warn(warning);
      }
      return condition;
    } catch (CompileException e) {
      throw new LineException(prefix + e.getMessage() + ".");
    } finally {
      scope.takeWarnings().forEach(line::warn);
    }
  }
}
