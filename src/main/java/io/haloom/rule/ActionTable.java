package io.haloom.rule;

import io.haloom.config.Suggest;
import java.util.ArrayList;
import java.util.List;

/** The actions of rules by name. */
final class ActionTable {
  /** All actions there are. */
  static final ActionTable STANDARD =
      new ActionTable(
          List.of(
              DecisionActions.words(),
              AddressActions.words(),
              SocketActions.words(),
              LogActions.words(),
              PriorityActions.words(),
              VariableActions.words(),
              CaptureAction.words(),
              HeaderActions.words(),
              ReplyActions.words(),
              HttpCaptureAction.words(),
              DeleteHeaderAction.words(),
              ModeActions.words(),
              NormalizeAction.words(),
              PatternActions.words(),
              RedirectParser.words(),
              ReplaceActions.words(),
              TargetActions.words(),
              ServiceAction.words(),
              StatusAction.words(),
              TimeoutAction.words(),
              WaitForBody.words()));

  private final List<ActionWord> words = new ArrayList<>();

  ActionTable(List<List<ActionWord>> families) {
    families.forEach(words::addAll);
  }

  /** The action that {@code word} names in that rule set, or null. The longest name wins. */
  ActionWord find(String word, RulePlace place) {
    ActionWord best = null;
    for (ActionWord candidate : words) {
      boolean matches = candidate.matches(word) && candidate.places().contains(place);
      if (matches && (best == null || candidate.name().length() > best.name().length())) {
        best = candidate;
      }
    }
    return best;
  }

  /** {@code 'a', 'b(*)', ...}: all that may stand in that rule set. */
  String list(RulePlace place) {
    List<String> names = new ArrayList<>();
    for (ActionWord word : words) {
      if (word.places().contains(place)) {
        names.add("'" + word.name() + (word.prefix() ? "(*)" : "") + "'");
      }
    }
    return String.join(", ", names);
  }

  /** {@code Did you mean 'x' maybe ?} with a space before it, or the empty string. */
  String hint(String word, RulePlace place) {
    List<String> names =
        words.stream().filter(w -> w.places().contains(place)).map(ActionWord::name).toList();
    String nearest = Suggest.nearest(word, names);
    return nearest == null ? "" : " Did you mean '" + nearest + "' maybe ?";
  }
}
