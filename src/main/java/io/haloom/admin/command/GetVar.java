package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import io.haloom.stream.SessionServices;
import java.util.Locale;

/** {@code get var <name>}: a process-wide variable, unprintable characters as dots. */
final class GetVar implements Command {
  private static final String SCOPE = "proc.";

  private final SessionServices sessions;

  GetVar(SessionServices sessions) {
    this.sessions = sessions;
  }

  @Override
  public Reply run(Request request) {
    String name = request.word(2);
    if (name.isEmpty()) {
      return Reply.error("Missing process-wide variable identifier.\n");
    }
    Sample value =
        name.startsWith(SCOPE)
            ? sessions.processVariables().get(name.substring(SCOPE.length()))
            : null;
    if (value == null) {
      return Reply.error("Variable not found.\n");
    }
    String text = text(value).replaceAll("[^\\x20-\\x7e]", ".");
    String type = value.type().name().toLowerCase(Locale.ROOT);
    if (!request.client().prompt()) {
      // As in HAProxy 2.6, and as its regression tests want it: one line end and no more.
      request.client().withoutLineEnd();
    }
    return Reply.info(name + ": type=" + type + " value=<" + text + ">\n");
  }

  /** As text; binary ends at its first zero byte, as HAProxy prints it. */
  private static String text(Sample value) {
    Sample text = new Sample();
    text.copyFrom(value);
    text.cast(SampleType.STR);
    return text.latin1();
  }
}
