package io.haloom.admin.command;

import io.haloom.admin.Client;
import io.haloom.admin.CommandEntry;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.admin.SeverityOutput;
import io.haloom.config.TimeValue;
import io.haloom.model.BindConfig.Level;
import java.util.List;
import java.util.Locale;

/** What a client sets for its own connection: prompt, level, timeout, marks. */
final class ClientCommands {
  private ClientCommands() {}

  static List<CommandEntry> entries() {
    return List.of(
        CommandEntry.hidden("prompt", Level.USER, ClientCommands::prompt),
        CommandEntry.hidden("quit", Level.USER, ClientCommands::quit),
        CommandEntry.of(
            "operator",
            Level.OPERATOR,
            "operator",
            "give up what only admins may do",
            r -> lower(r, Level.OPERATOR)),
        CommandEntry.of(
            "user",
            Level.USER,
            "user",
            "give up what only operators and admins may do",
            r -> lower(r, Level.USER)),
        CommandEntry.hidden("expert-mode", Level.ADMIN, ClientCommands::expert),
        CommandEntry.hidden("experimental-mode", Level.ADMIN, ClientCommands::experimental),
        CommandEntry.of(
            "set severity-output",
            Level.USER,
            "set severity-output [none|number|string]",
            "mark messages with their severity",
            ClientCommands::severity),
        CommandEntry.of(
            "set timeout",
            Level.USER,
            "set timeout [cli] <delay>",
            "how long this connection may be silent",
            ClientCommands::timeout),
        CommandEntry.of(
            "show cli level",
            Level.USER,
            "show cli level",
            "the level of this connection",
            r -> Reply.info(r.client().level().name().toLowerCase(Locale.ROOT) + "\n")));
  }

  private static Reply prompt(Request request) {
    request.client().prompt(!request.client().prompt());
    return Reply.DONE;
  }

  private static Reply quit(Request request) {
    request.client().leave();
    return Reply.DONE;
  }

  private static Reply lower(Request request, Level level) {
    if (request.word(1).equals("-")) {
      request.client().withoutLineEnd();
    }
    request.client().level(level);
    return Reply.DONE;
  }

  private static Reply expert(Request request) {
    Client client = request.client();
    if (request.word(1).isEmpty()) {
      return mode("expert-mode", client.expert());
    }
    quietly(request);
    client.expert(request.word(1).equals("on"));
    return Reply.DONE;
  }

  private static Reply experimental(Request request) {
    Client client = request.client();
    if (request.word(1).isEmpty()) {
      return mode("experimental-mode", client.experimental());
    }
    quietly(request);
    client.experimental(request.word(1).equals("on"));
    return Reply.DONE;
  }

  private static Reply mode(String name, boolean on) {
    return Reply.info(name + " is " + (on ? "ON" : "OFF") + "\n");
  }

  private static void quietly(Request request) {
    if (request.word(2).equals("-")) {
      request.client().withoutLineEnd();
    }
  }

  private static Reply severity(Request request) {
    SeverityOutput wanted = SeverityOutput.of(request.word(2));
    if (wanted == null) {
      return Reply.error(SeverityOutput.WORDS);
    }
    if (request.word(3).equals("-")) {
      request.client().withoutLineEnd();
    }
    request.client().severityOutput(wanted);
    return Reply.DONE;
  }

  private static Reply timeout(Request request) {
    if (!request.word(2).equals("cli")) {
      return Reply.error("'set timeout' only supports 'cli'.\n");
    }
    if (request.word(3).isEmpty()) {
      return Reply.error("Expects an integer value.\n");
    }
    TimeValue.Parsed seconds = TimeValue.parse(request.word(3), TimeValue.Unit.S);
    if (!seconds.ok() || seconds.value() < 1) {
      return Reply.error("Invalid timeout value.\n");
    }
    long millis = Math.min(Integer.MAX_VALUE, 1000L * seconds.value());
    request.client().timeoutMillis((int) millis);
    return Reply.DONE;
  }
}
