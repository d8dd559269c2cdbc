package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.LongAnswer;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.sample.match.PatternEntry;
import io.haloom.sample.match.PatternReference;
import java.io.IOException;

/** {@code show acl|map [[@ver] <name>]}: all there are, or the patterns of one. */
record ShowPatterns(PatternTarget target) implements Command {
  @Override
  public Reply run(Request request) throws IOException {
    if (request.word(2).isEmpty()) {
      return list();
    }
    int at = PatternTarget.afterVersion(request);
    PatternReference reference = target.used(request.word(at));
    int version = at == 3 ? PatternTarget.version(request.word(2)) : reference.version();
    LongAnswer answer = new LongAnswer(request);
    StringBuilder out = answer.text();
    for (PatternEntry entry : reference.entries(version)) {
      out.append("0x").append(Long.toHexString(entry.id())).append(' ').append(entry.pattern());
      if (entry.value() != null) {
        out.append(' ').append(entry.value().text());
      }
      out.append('\n');
      answer.pass();
    }
    return answer.end();
  }

  private Reply list() {
    StringBuilder out = new StringBuilder("# id (file) description\n");
    for (PatternReference reference : target.references().all()) {
      if (target.covers(reference)) {
        out.append(
            "%d (%s) %s. curr_ver=%s next_ver=%s entry_cnt=%d\n"
                .formatted(
                    reference.id(),
                    reference.file() == null ? "" : reference.file(),
                    reference.description(),
                    Integer.toUnsignedString(reference.version()),
                    Integer.toUnsignedString(reference.lastVersion()),
                    reference.size()));
      }
    }
    return Reply.data(out);
  }
}
