package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.ProgramServices;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import java.util.Map;

/** {@code show env [<name>]}: the environment as the configuration left it. */
final class ShowEnv implements Command {
  private final ProgramServices program;

  ShowEnv(ProgramServices program) {
    this.program = program;
  }

  @Override
  public Reply run(Request request) {
    Map<String, String> environment = program.environment();
    String name = request.word(2);
    if (!name.isEmpty()) {
      String value = environment.get(name);
      return value == null
          ? Reply.error("Variable not found\n")
          : Reply.data(name + "=" + value + "\n");
    }
    StringBuilder text = new StringBuilder();
    environment.forEach((n, value) -> text.append(n).append('=').append(value).append('\n'));
    return Reply.data(text);
  }
}
