package io.haloom.admin.command;

import io.haloom.admin.CommandEntry;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.model.BindConfig.Level;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyRuntime;
import java.util.List;

/** {@code enable|disable dynamic-cookie} and {@code set dynamic-cookie-key}. */
final class DynamicCookieCommands {
  private final Targets targets;

  private DynamicCookieCommands(ProxyRuntime runtime) {
    this.targets = new Targets(runtime);
  }

  static List<CommandEntry> entries(ProxyRuntime runtime) {
    DynamicCookieCommands commands = new DynamicCookieCommands(runtime);
    return List.of(
        CommandEntry.of(
            "disable dynamic-cookie backend",
            Level.ADMIN,
            "disable dynamic-cookie backend <bk>",
            "no cookies made of addresses",
            commands::disable),
        CommandEntry.of(
            "enable dynamic-cookie backend",
            Level.ADMIN,
            "enable dynamic-cookie backend <bk>",
            "cookies made of servers' addresses",
            commands::enable),
        CommandEntry.of(
            "set dynamic-cookie-key backend",
            Level.ADMIN,
            "set dynamic-cookie-key backend <bk> <k>",
            "the secret of cookies made of addresses",
            commands::key));
  }

  Reply enable(Request request) {
    targets.backend(request.word(3)).cookies().enable(true);
    return Reply.DONE;
  }

  Reply disable(Request request) {
    targets.backend(request.word(3)).cookies().enable(false);
    return Reply.DONE;
  }

  Reply key(Request request) {
    Backend backend = targets.backend(request.word(3));
    if (request.word(4).isEmpty()) {
      return Reply.error("String value expected.\n");
    }
    backend.cookies().key(request.word(4));
    return Reply.DONE;
  }
}
