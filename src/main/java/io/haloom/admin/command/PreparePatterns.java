package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;

/** {@code prepare acl|map <name>}: makes a version to fill before it is committed. */
record PreparePatterns(PatternTarget target) implements Command {

  @Override
  public Reply run(Request request) {
    int version = target.used(request.word(2)).prepare();
    return Reply.info("New version created: " + Integer.toUnsignedString(version) + "\n");
  }
}
