package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.sample.match.PatternReference;

/** {@code set map <name> <key>|#<number> <value>}: changes what a key stands for. */
record SetMap(PatternTarget target) implements Command {

  @Override
  public Reply run(Request request) {
    String key = request.word(3);
    String value = request.word(4);
    if (value.isEmpty()) {
      return Reply.error("'set map' expects three parameters: map identifier, key and value.\n");
    }
    PatternReference reference = target.any(request.word(2));
    String problem =
        PatternTarget.isEntry(key)
            ? reference.change(PatternTarget.entry(key), value)
            : reference.change(key, value);
    return Reply.errorOrDone(problem == null ? null : problem + ".\n");
  }
}
