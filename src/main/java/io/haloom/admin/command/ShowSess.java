package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.LongAnswer;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.stream.Session;
import io.haloom.stream.SessionTable;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * {@code show sess [<id>|all]}. A session's identifier is the number it was accepted as, written
 * like HAProxy's pointers.
 */
final class ShowSess implements Command {
  private final SessionTable sessions;

  ShowSess(SessionTable sessions) {
    this.sessions = sessions;
  }

  @Override
  public Reply run(Request request) throws IOException {
    LongAnswer answer = new LongAnswer(request);
    boolean all = request.word(2).equals("all");
    long id = all ? 0 : LeadingInteger.pointer(request.word(2));
    List<Session> found = sessions.select(s -> !s.isCarrier() && (id == 0 || id(s) == id));
    found.sort(Comparator.comparingLong(Session::number));
    if (id != 0 && found.isEmpty()) {
      return Reply.data("Session not found.\n");
    }
    for (Session session : found) {
      if (all || id != 0) {
        SessionText.full(session, answer.text());
      } else {
        SessionText.line(session, answer.text());
      }
      answer.pass();
    }
    return answer.end();
  }

  /** Never 0, which HAProxy takes for no identifier. */
  static long id(Session session) {
    return session.number() + 1;
  }
}
