package io.haloom.model.load.global;

import io.haloom.config.KeywordTable;
import io.haloom.model.ProcessVariable;
import io.haloom.model.load.line.GlobalWord;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;
import io.haloom.sample.Checkpoint;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expression;
import io.haloom.sample.LogFormat;
import io.haloom.sample.Source;
import io.haloom.sample.VariableName;
import io.haloom.sample.Variables;
import io.haloom.sample.compile.CompileScope;
import io.haloom.sample.compile.ExpressionParser;
import io.haloom.sample.compile.LogFormatParser;
import io.haloom.sample.format.FormatOptions;
import java.util.EnumSet;

/** {@code set-var} and {@code set-var-fmt} of the global section (HAProxy manual, section 3.1). */
final class GlobalVariables {
  private static final String CONTEXT = "in configuration expression in";

  private GlobalVariables() {}

  static KeywordTable<GlobalWord> table() {
    KeywordTable.Builder<GlobalWord> table = KeywordTable.builder();
    table.yes("set-var", line -> set(line, false));
    table.yes("set-var-fmt", line -> set(line, true));
    return table.build();
  }

  private static void set(KeywordLine line, boolean formatted) throws LineException {
    if (!line.has(1) || !line.has(2)) {
      throw new LineException(
          "'%s' requires a process-wide variable name ('proc.<name>') and a %s."
              .formatted(line.keyword(), formatted ? "format string" : "sample expression"));
    }
    CompileScope scope = new CompileScope(CompileScope.Section.GLOBAL, "CFG");
    scope.at(line.line().file(), line.line().number());
    try {
      VariableName variable = VariableName.of(line.word(1));
      Expression expression = formatted ? null : expression(line, scope);
      LogFormat format = formatted ? format(line, scope) : null;
      if (variable.scope() != Variables.Scope.PROCESS) {
        throw new LineException(
            "'%s': cannot set variable '%s', only scope 'proc' is permitted in the global section."
                .formatted(line.keyword(), line.word(1)));
      }
      line.context()
          .global()
          .variables
          .add(new ProcessVariable(variable.name(), expression, format));
    } catch (CompileException e) {
      throw new LineException(e.getMessage());
    }
  }

  private static Expression expression(KeywordLine line, CompileScope scope)
      throws CompileException {
    ExpressionParser parser = new ExpressionParser(scope, CONTEXT);
    Expression expression = parser.parse(line.from(0), 2);
    if (!expression.word().places().contains(Checkpoint.CONFIGURATION)) {
      throw new CompileException(
          "fetch method '%s' extracts information from '%s', none of which is available here"
              .formatted(
                  "set-var(" + line.word(1) + ")", Source.phrase(expression.word().sources())),
          2);
    }
    return expression;
  }

  private static LogFormat format(KeywordLine line, CompileScope scope) throws CompileException {
    FormatOptions options = FormatOptions.plain(EnumSet.of(Checkpoint.CONFIGURATION));
    return new LogFormatParser(scope, CONTEXT, line.context().vocabulary().aliases(), options)
        .parse(line.word(2));
  }
}
