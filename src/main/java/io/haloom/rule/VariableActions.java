package io.haloom.rule;

import io.haloom.sample.ByteText;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expression;
import io.haloom.sample.LogFormat;
import io.haloom.sample.Sample;
import io.haloom.sample.StoreConditions;
import io.haloom.sample.VariableName;
import io.haloom.sample.compile.LogFormatParser;
import io.haloom.sample.format.FormatOptions;
import java.util.List;

/** {@code set-var(name)}, {@code set-var-fmt(name)} and {@code unset-var(name)}. */
final class VariableActions {
  private static final String FORMS =
      "Expects 'set-var(<var-name>)', 'set-var-fmt(<var-name>)' or 'unset-var(<var-name>)'";

  private VariableActions() {}

  static List<ActionWord> words() {
    return List.of(
        ActionWord.prefix(
            "set-var", ActionWord.everywhere(), (line, word) -> set(line, word, "set-var")),
        ActionWord.prefix(
            "set-var-fmt",
            ActionWord.everywhere(),
            (line, word) -> setFormatted(line, word, "set-var-fmt")),
        ActionWord.prefix(
            "unset-var", ActionWord.everywhere(), (line, word) -> unset(line, word, "unset-var")));
  }

  /** What stands between the parentheses. */
  private record Target(VariableName variable, StoreConditions conditions) {

    static Target of(ActionLine line, String word, String name) throws CompileException {
      if (word.length() == name.length() || word.charAt(name.length()) != '(') {
        throw line.error("invalid or incomplete action '" + word + "'. " + FORMS);
      }
      if (!word.endsWith(")")) {
        throw line.error("incomplete argument after action '" + word + "'. " + FORMS);
      }
      String inside = word.substring(name.length() + 1, word.length() - 1);
      List<String> parts = List.of(inside.split(",", -1));
      if (parts.size() > 1 && name.equals("unset-var")) {
        throw line.error(
            "unset-var does not expect parameters after the variable name. Only \"set-var\" and"
                + " \"set-var-fmt\" manage conditions");
      }
      StoreConditions conditions = StoreConditions.of(parts.subList(1, parts.size()));
      return new Target(VariableName.of(parts.getFirst()), conditions);
    }

    void store(RuleContext context, Sample value) {
      conditions.store(variable, context, value);
    }
  }

  private static Action set(ActionLine line, String word, String name) throws CompileException {
    Target target = Target.of(line, word, name);
    Expression expression = line.expression(line.checkpoints(), word);
    return context -> {
      Sample sample = context.takeSample();
      if (expression.evaluate(context, sample)) {
        target.store(context, sample);
      }
      context.giveSample(sample);
      return Verdict.CONTINUE;
    };
  }

  private static Action setFormatted(ActionLine line, String word, String name)
      throws CompileException {
    Target target = Target.of(line, word, name);
    FormatOptions options = FormatOptions.plain(line.checkpoints());
    LogFormat format =
        new LogFormatParser(line.scope(), line.place().context(), line.scope().aliases(), options)
            .parse(line.next());
    return session -> {
      ByteText text = session.takeText();
      format.render(session, text);
      Sample sample = session.takeSample();
      sample.setString(text.bytes(), 0, text.length());
      target.store(session, sample);
      session.giveSample(sample);
      session.giveText(text);
      return Verdict.CONTINUE;
    };
  }

  private static Action unset(ActionLine line, String word, String name) throws CompileException {
    Target target = Target.of(line, word, name);
    return context -> {
      target.variable.unset(context);
      return Verdict.CONTINUE;
    };
  }
}
