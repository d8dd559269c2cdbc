package io.haloom.admin.command;

import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.stream.Session;
import io.haloom.stream.SessionTable;
import java.util.List;

/** {@code shutdown session <id>} and {@code shutdown sessions server <backend>/<server>}. */
final class ShutdownSession {
  private static final char KILLED = 'K';

  private final SessionTable sessions;
  private final Targets targets;

  ShutdownSession(SessionTable sessions, ProxyRuntime runtime) {
    this.sessions = sessions;
    this.targets = new Targets(runtime);
  }

  Reply one(Request request) {
    long id = LeadingInteger.pointer(request.word(2));
    if (id == 0) {
      return Reply.error("Session pointer expected (use 'show sess').\n");
    }
    List<Session> found = sessions.select(s -> ShowSess.id(s) == id);
    if (found.isEmpty()) {
      return Reply.error("No such session (use 'show sess').\n");
    }
    found.forEach(s -> s.shutdown(KILLED));
    return Reply.DONE;
  }

  Reply ofServer(Request request) {
    sessions.shutdownServerSessions(targets.server(request.word(3)), KILLED);
    return Reply.DONE;
  }
}
