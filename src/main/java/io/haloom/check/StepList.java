package io.haloom.check;

import io.haloom.model.CheckStep;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a {@code tcp-check} or {@code http-check} sequence ready to run: comment lines given
 * to the steps they precede, and a connect first.
 */
final class StepList {
  private StepList() {}

  /**
   * One step.
   *
   * @param number as messages count it, from 1; 0 for the connect that no rule asks for
   * @param step what to do; null for that connect
   * @param comment a character for each byte, or null
   */
  record Numbered(int number, CheckStep step, String comment) {
    boolean connects() {
      return step == null || step instanceof CheckStep.Connect;
    }
  }

  static List<Numbered> of(List<CheckStep> rules) {
    List<Numbered> steps = new ArrayList<>();
    String comment = null;
    Class<?> before = CheckStep.Comment.class;
    for (int i = 0; i < rules.size(); i++) {
      CheckStep step = rules.get(i);
      Class<?> kind = step.getClass();
      if (kind != before && before != CheckStep.Comment.class) {
        comment = null;
      }
      before = kind;
      if (step instanceof CheckStep.Comment line) {
        comment = line.comment();
        continue;
      }
      boolean takes = !(step instanceof CheckStep.SetVar);
      String own = step.comment() == null && takes ? comment : step.comment();
      steps.add(new Numbered(i + 1, step, Messages.latin1(own)));
      if (!takes || step instanceof CheckStep.Connect) {
        comment = null;
      }
    }
    if (!beginsWithConnect(steps)) {
      steps.add(0, new Numbered(0, null, null));
    }
    return List.copyOf(steps);
  }

  private static boolean beginsWithConnect(List<Numbered> steps) {
    for (Numbered step : steps) {
      if (!(step.step() instanceof CheckStep.SetVar)) {
        return step.connects();
      }
    }
    return false;
  }
}
