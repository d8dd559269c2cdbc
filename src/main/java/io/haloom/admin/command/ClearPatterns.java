package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.sample.match.PatternReference;

/** {@code clear acl|map [@ver] <name>}: removes all patterns of a version. */
record ClearPatterns(PatternTarget target) implements Command {

  @Override
  public Reply run(Request request) {
    int at = PatternTarget.afterVersion(request);
    if (request.word(at).isEmpty()) {
      return Reply.error("Missing " + target.noun() + " identifier.\n");
    }
    PatternReference reference = target.used(request.word(at));
    reference.clear(at == 3 ? PatternTarget.version(request.word(2)) : reference.version());
    return Reply.DONE;
  }
}
