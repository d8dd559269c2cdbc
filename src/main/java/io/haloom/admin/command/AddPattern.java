package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.CommandException;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.sample.CompileException;
import io.haloom.sample.match.PatternReference;

/**
 * {@code add acl [@ver] <name> <pattern>}, {@code add map [@ver] <name> <key> <value>}: adds one
 * pattern, or those of a payload, one a line.
 */
record AddPattern(PatternTarget target) implements Command {

  @Override
  public Reply run(Request request) {
    int at = PatternTarget.afterVersion(request);
    String key = request.word(at + 1);
    String value = request.word(at + 2);
    String payload = request.payload();
    if (request.word(at).isEmpty() || !isWhole(key, value, payload)) {
      return Reply.error(
          target.map()
              ? "'add map' expects three parameters (map identifier, key and value) or one"
                  + " parameter (map identifier) and a payload\n"
              : "'add acl' expects two parameters: ACL identifier and pattern.\n");
    }
    PatternReference reference = target.any(request.word(at));
    int version = reference.version();
    if (at == 3) {
      version = PatternTarget.version(request.word(2));
      if (version - reference.lastVersion() > 0) {
        return Reply.error(
            "Version number in the future, please use 'prepare %s' before.\n"
                .formatted(target.map() ? "map" : "acl"));
      }
    }
    if (!target.map() && reference.hasValues()) {
      return Reply.error(
          "This ACL is shared with a map containing samples. "
              + "You must use the command 'add map' to add values.\n");
    }
    if (payload == null) {
      add(reference, key, value, version);
    } else {
      for (String line : payload.lines().toList()) {
        addLine(reference, line, version);
      }
    }
    return Reply.DONE;
  }

  private boolean isWhole(String key, String value, String payload) {
    if (!target.map()) {
      return !key.isEmpty();
    }
    return payload != null || !key.isEmpty() && !value.isEmpty();
  }

  private void addLine(PatternReference reference, String line, int version) {
    int end = 0;
    while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
      end++;
    }
    if (end == line.length() && target.map()) {
      throw new CommandException("Missing value for key '" + line + "'.\n");
    }
    add(reference, line.substring(0, end), line.substring(end).stripLeading(), version);
  }

  private void add(PatternReference reference, String key, String value, int version) {
    try {
      reference.add(key, target.map() ? value : null, version);
    } catch (CompileException e) {
      throw new CommandException(e.getMessage() + ".\n");
    }
  }
}
