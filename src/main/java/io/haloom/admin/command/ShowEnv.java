package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import java.util.Map;

/** {@code show env [<name>]}: the environment the process was started with. */
final class ShowEnv implements Command {

  @Override
  public Reply run(Request request) {
    Map<String, String> environment = System.getenv();
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
