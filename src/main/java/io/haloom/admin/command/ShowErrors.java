package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.proxy.CapturedMessage;
import io.haloom.proxy.CapturedMessages;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import java.time.ZonedDateTime;

/** {@code show errors}: the last messages that were not as they should be. */
final class ShowErrors implements Command {
  private static final int ALL = -1;

  private final ProxyRuntime runtime;
  private final Targets targets;

  ShowErrors(ProxyRuntime runtime) {
    this.runtime = runtime;
    this.targets = new Targets(runtime);
  }

  @Override
  public Reply run(Request request) {
    int id = request.word(2).isEmpty() ? ALL : targets.proxyId(request.word(2));
    CapturedMessages captured = runtime.captured();
    StringBuilder out = new StringBuilder("Total events captured on [");
    out.append(CapturedText.DATE.format(ZonedDateTime.now())).append("] : ");
    out.append(captured.total()).append('\n');
    CapturedText text = new CapturedText(out, runtime.config().global().tune().bufsize());
    String only = request.word(3);
    for (Proxy proxy : runtime.proxies()) {
      if (!only.equals("response")) {
        print(text, captured.request(proxy.config()), id);
      }
      if (!only.equals("request")) {
        print(text, captured.response(proxy.config()), id);
      }
    }
    return Reply.data(out);
  }

  private static void print(CapturedText text, CapturedMessage message, int id) {
    if (message != null && (id < 0 || concerns(message, id))) {
      text.print(message);
    }
  }

  private static boolean concerns(CapturedMessage message, int id) {
    return message.proxy().id() == id
        || message.otherEnd() != null && message.otherEnd().id() == id;
  }
}
