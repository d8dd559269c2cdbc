package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;

/** {@code commit acl|map @ver <name>}: makes a prepared version the current one. */
record CommitPatterns(PatternTarget target) implements Command {

  @Override
  public Reply run(Request request) {
    if (!PatternTarget.isVersion(request.word(2))) {
      return Reply.error("Missing version number.\n");
    }
    if (request.word(3).isEmpty()) {
      return Reply.error("Missing " + target.noun() + " identifier.\n");
    }
    boolean committed = target.used(request.word(3)).commit(PatternTarget.version(request.word(2)));
    return committed ? Reply.DONE : Reply.error("Version number out of range.\n");
  }
}
