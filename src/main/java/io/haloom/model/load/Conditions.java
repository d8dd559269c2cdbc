package io.haloom.model.load;

import io.haloom.sample.Condition;
import java.util.List;

/** {@code if} and {@code unless} clauses. */
final class Conditions {
  private Conditions() {}

  /** The clause whose {@code if} or {@code unless} is word {@code at}. */
  static Condition parse(ProxyLine line, int at, String prefix) throws LineException {
    List<String> words = line.from(at + 1);
    boolean negated = line.word(at).equals("unless");
    if (words.equals(List.of("TRUE"))) {
      return negated ? context -> false : Condition.ALWAYS;
    }
    if (words.equals(List.of("FALSE"))) {
      return negated ? Condition.ALWAYS : context -> false;
    }
    throw new LineException(prefix + "only 'TRUE' and 'FALSE' are known yet.");
  }
}
