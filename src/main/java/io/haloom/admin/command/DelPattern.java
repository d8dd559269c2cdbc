package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.sample.match.PatternReference;

/** {@code del acl|map <name> <key>|#<number>}: removes all patterns written so, or one. */
record DelPattern(PatternTarget target) implements Command {

  @Override
  public Reply run(Request request) {
    String key = request.word(3);
    if (key.isEmpty()) {
      return Reply.error(
          "This command expects two parameters: " + target.noun() + " identifier and key.\n");
    }
    boolean found =
        PatternTarget.isEntry(key)
            ? reference(request).remove(PatternTarget.entry(key))
            : reference(request).remove(key);
    return found ? Reply.DONE : Reply.error("Key not found.\n");
  }

  private PatternReference reference(Request request) {
    return target.used(request.word(2));
  }
}
