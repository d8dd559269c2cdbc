package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.stream.Session;
import io.haloom.stream.SessionTable;
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
  public Reply run(Request request) {
    StringBuilder text = new StringBuilder();
    boolean all = request.word(2).equals("all");
    long id = all ? 0 : LeadingInteger.pointer(request.word(2));
    List<Session> found = sessions.select(s -> id == 0 || id(s) == id);
    found.sort(Comparator.comparingLong(Session::number));
    if (id != 0 && found.isEmpty()) {
      return Reply.data("Session not found.\n");
    }
    for (Session session : found) {
      if (all || id != 0) {
        SessionText.full(session, text);
      } else {
        SessionText.line(session, text);
      }
    }
    return Reply.data(text);
  }

  /** Never 0, which HAProxy takes for no identifier. */
  static long id(Session session) {
    return session.number() + 1;
  }
}
