package io.haloom.admin;

import io.haloom.config.ProductVersion;
import io.haloom.model.BindConfig.Level;
import io.haloom.proxy.Defects;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The commands of the master itself, on the master CLI ({@code -S}). */
final class MasterCommands {
  private MasterCommands() {}

  static CommandTable table(MasterControl control, Defects defects) {
    return new CommandTable(
        List.of(
            listed("@<relative pid>", "send a command to the worker that serves"),
            listed("@!<pid>", "send a command to the worker of that pid"),
            listed("@master", "send a command to the master"),
            listed("operator", "give up what only admins may do"),
            listed("user", "give up what only operators and admins may do"),
            CommandEntry.of(
                "reload",
                Level.OPERATOR,
                "reload",
                "read the configuration again, with a new worker",
                request -> reload(request, control)),
            CommandEntry.of(
                "show proc",
                Level.USER,
                "show proc",
                "the master, its workers and programs",
                request -> Reply.data(control.table())),
            CommandEntry.of(
                "show version",
                Level.USER,
                "show version",
                "the version of this process",
                request -> Reply.data(ProductVersion.FULL + "\n")),
            CommandEntry.of(
                "show cli sockets",
                Level.USER,
                "show cli sockets",
                "where the master CLI listens",
                request -> Reply.data("")),
            CommandEntry.of(
                "show cli level",
                Level.USER,
                "show cli level",
                "the level of this connection",
                request ->
                    Reply.info(request.client().level().name().toLowerCase(Locale.ROOT) + "\n"))),
        defects);
  }

  /** What {@link MasterSession} does by itself; here for {@code help}. */
  private static CommandEntry listed(String syntax, String description) {
    return CommandEntry.of(syntax, Level.USER, syntax, description, request -> Reply.DONE);
  }

  private static Reply reload(Request request, MasterControl control) throws IOException {
    control.reload();
    request.client().leave();
    return Reply.DONE;
  }
}
