package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.sample.Checkpoint;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expression;
import io.haloom.sample.LogFormat;
import io.haloom.sample.ProcessContext;
import io.haloom.sample.Sample;
import io.haloom.sample.Source;
import io.haloom.sample.StoreConditions;
import io.haloom.sample.VariableName;
import io.haloom.sample.Variables;
import io.haloom.sample.compile.CompileScope;
import io.haloom.sample.compile.ExpressionParser;
import io.haloom.sample.compile.LogFormatParser;
import io.haloom.sample.format.FormatOptions;
import io.haloom.stream.SessionServices;
import java.util.EnumSet;
import java.util.List;

/**
 * {@code set var <name> [expr|fmt] <expression>}: sets a process-wide variable, in experimental
 * mode. Conditions may follow the name as in {@code set-var(name,condition)}.
 */
final class SetVar implements Command {
  private static final String WHERE = "in CLI expression in";

  private final SessionServices sessions;

  SetVar(SessionServices sessions) {
    this.sessions = sessions;
  }

  @Override
  public Reply run(Request request) {
    if (!request.client().experimental()) {
      return Reply.error("This command is restricted to experimental mode only.\n");
    }
    String name = request.word(2);
    if (name.isEmpty()) {
      return Reply.error("Missing process-wide variable identifier.\n");
    }
    if (request.word(3).isEmpty()) {
      return Reply.error("Missing either 'expr', 'fmt' or expression.\n");
    }
    boolean named = !request.word(4).isEmpty();
    boolean formatted = named && request.word(3).equals("fmt");
    if (named && !formatted && !request.word(3).equals("expr")) {
      return Reply.error(
          "'set var': arg type must be either 'expr' or 'fmt' but got '%s'."
              .formatted(request.word(3)));
    }
    try {
      set(name, formatted, request.word(named ? 4 : 3));
      return Reply.DONE;
    } catch (CompileException e) {
      return Reply.error(e.getMessage());
    }
  }

  private void set(String name, boolean formatted, String text) throws CompileException {
    List<String> parts = List.of(name.split(",", -1));
    StoreConditions conditions = StoreConditions.of(parts.subList(1, parts.size()));
    VariableName variable = VariableName.of(parts.getFirst());
    CompileScope scope = new CompileScope(CompileScope.Section.GLOBAL, "CLI").at("CLI", 0);
    LogFormat format = formatted ? format(scope, text) : null;
    Expression expression = formatted ? null : expression(scope, name, text);
    if (variable.scope() != Variables.Scope.PROCESS) {
      throw new CompileException(
          "'set var': cannot set variable '%s', only scope 'proc' is permitted here."
              .formatted(name));
    }
    List<String> unknown = scope.unresolved(new Names(sessions.runtime()));
    if (!unknown.isEmpty()) {
      throw new CompileException(String.join("\n", unknown));
    }
    ProcessContext context = new ProcessContext(sessions.facts(), sessions.processVariables());
    Sample value = new Sample();
    if (formatted) {
      conditions.store(variable, context, context.rendered(format));
    } else if (expression.evaluate(context, value)) {
      conditions.store(variable, context, value);
    }
  }

  private static Expression expression(CompileScope scope, String name, String text)
      throws CompileException {
    Expression expression = new ExpressionParser(scope, WHERE).parse(List.of(text), 0);
    if (!expression.word().places().contains(Checkpoint.COMMAND_LINE)) {
      throw new CompileException(
          "fetch method 'set-var(%s)' extracts information from '%s', none of which is available here"
              .formatted(name, Source.phrase(expression.word().sources())));
    }
    return expression;
  }

  private static LogFormat format(CompileScope scope, String text) throws CompileException {
    FormatOptions options = FormatOptions.plain(EnumSet.of(Checkpoint.COMMAND_LINE));
    return new LogFormatParser(scope, WHERE, scope.aliases(), options).parse(text);
  }

  /** The proxies and servers that run now. */
  private record Names(ProxyRuntime runtime) implements CompileScope.KnownNames {

    @Override
    public CompileScope.Section frontend(String name) {
      return runtime.frontend(name) != null ? CompileScope.Section.FRONTEND : backendOnly(name);
    }

    @Override
    public CompileScope.Section backend(String name) {
      return runtime.backend(name) != null ? CompileScope.Section.BACKEND : frontendOnly(name);
    }

    private CompileScope.Section backendOnly(String name) {
      return runtime.backend(name) == null ? null : CompileScope.Section.BACKEND;
    }

    private CompileScope.Section frontendOnly(String name) {
      return runtime.frontend(name) == null ? null : CompileScope.Section.FRONTEND;
    }

    @Override
    public boolean server(String backend, String server) {
      return runtime.backend(backend) != null && runtime.backend(backend).server(server) != null;
    }

    @Override
    public boolean userlist(String name) {
      return runtime.config().userlists().containsKey(name);
    }

    @Override
    public boolean group(String userlist, String name) {
      return false;
    }
  }
}
