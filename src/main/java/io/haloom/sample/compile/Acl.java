package io.haloom.sample.compile;

import io.haloom.sample.Checkpoint;
import io.haloom.sample.Outcome;
import io.haloom.sample.SampleContext;
import io.haloom.sample.Source;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** An access list: it holds when any of its tests does. Lines of one name add to one list. */
public final class Acl {
  private final String name;
  private AclTest[] tests = {};

  /**
   * @param name empty for an anonymous one
   */
  Acl(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Lines are added while the configuration is read, before anyone evaluates. */
  void add(AclTest test) {
    tests = Arrays.copyOf(tests, tests.length + 1);
    tests[tests.length - 1] = test;
  }

  /** The word of its first test, for messages. */
  String firstWord() {
    return tests[0].word();
  }

  /** Where at least one of its tests may be used. */
  Set<Checkpoint> places() {
    Set<Checkpoint> places = EnumSet.noneOf(Checkpoint.class);
    for (AclTest test : tests) {
      places.addAll(test.places());
    }
    return places;
  }

  /** The word of a test that may not be used at any of {@code places}, or null. */
  String wordMisplacedAt(Set<Checkpoint> places) {
    for (AclTest test : tests) {
      if (Collections.disjoint(test.places(), places)) {
        return test.word();
      }
    }
    return null;
  }

  boolean uses(Set<Source> sources) {
    for (AclTest test : tests) {
      if (!Collections.disjoint(test.expression().word().sources(), sources)) {
        return true;
      }
    }
    return false;
  }

  public Outcome evaluate(SampleContext context) {
    Outcome outcome = Outcome.FAIL;
    for (AclTest test : tests) {
      outcome = outcome.or(test.evaluate(context));
      if (outcome == Outcome.PASS) {
        break;
      }
    }
    return outcome;
  }
}
