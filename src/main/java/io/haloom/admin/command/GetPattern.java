package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.sample.Sample;
import io.haloom.sample.match.PatternEntry;
import io.haloom.sample.match.PatternReference;
import io.haloom.sample.match.PatternSet;

/** {@code get acl|map <name> <value>}: what each way to match finds for a value. */
record GetPattern(PatternTarget target) implements Command {

  @Override
  public Reply run(Request request) {
    if (request.word(3).isEmpty()) {
      return Reply.error("Missing " + target.noun() + " identifier and/or key.\n");
    }
    PatternReference reference = target.any(request.word(2));
    StringBuilder out = new StringBuilder();
    for (PatternSet set : reference.sets()) {
      line(set, request.word(3), out);
    }
    return Reply.data(out);
  }

  private void line(PatternSet set, String text, StringBuilder out) {
    Sample sample = new Sample();
    sample.setString(text);
    PatternEntry found = sample.cast(set.method().type()) ? set.find(sample) : null;
    String name = set.method().word() == null ? "unknown" : set.method().word();
    out.append("type=").append(name);
    out.append(", case=").append(set.flags().ignoreCase() ? "insensitive" : "sensitive");
    out.append(target.map() ? ", found=" : ", match=").append(found == null ? "no" : "yes");
    if (found != null) {
      out.append(", idx=").append(set.isTree(found) ? "tree" : "list");
      out.append(target.map() ? ", key=\"" : ", pattern=\"").append(found.pattern()).append('"');
      if (target.map()) {
        value(set, found, out);
      }
    }
    out.append('\n');
  }

  private static void value(PatternSet set, PatternEntry found, StringBuilder out) {
    if (set.valueType() == null || found.value() == null) {
      out.append(", value=none");
      return;
    }
    Sample value = new Sample();
    found.value().put(set.valueType(), value);
    out.append(", value=\"").append(found.value().text());
    out.append("\", type=\"").append(value.type().word()).append('"');
  }
}
