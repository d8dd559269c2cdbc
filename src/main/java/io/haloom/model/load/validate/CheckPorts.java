package io.haloom.model.load.validate;

import io.haloom.config.Diagnostics;
import io.haloom.model.CheckStep;
import io.haloom.model.ProxyCheckConfig.Type;
import io.haloom.model.load.address.ParsedAddress;
import io.haloom.model.load.draft.CheckDraft;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.draft.ServerDraft;
import java.util.List;

/** Makes sure that every active check has a port to connect to. */
public final class CheckPorts {
  private final Diagnostics diagnostics;

  /** A running backend always has a rule {@code connect}, be it only an implied one. */
  private final boolean running;

  public CheckPorts(Diagnostics diagnostics, boolean running) {
    this.diagnostics = diagnostics;
    this.running = running;
  }

  public void validate(ProxyDraft proxy) {
    for (ServerDraft server : proxy.backend.servers) {
      if (server.check && !server.broken && server.address.unix() == null) {
        validate(proxy, server);
      }
    }
  }

  private void validate(ProxyDraft proxy, ServerDraft server) {
    boolean known = server.checkPort != 0 || !server.address.relative();
    boolean unix = server.checkAddress != null && server.checkAddress.unix() != null;
    if (known || unix || anywhere(server)) {
      return;
    }
    String lack =
        "config: %s '%s': server '%s' has neither service port nor check port"
            .formatted(proxy.typeName(), proxy.name(), server.name);
    CheckDraft check = proxy.backend.check;
    boolean noRule =
        check.type == Type.CONNECT || check.type == Type.TCP_CHECK && check.tcpRules.isEmpty();
    if (noRule && !running) {
      diagnostics.alert(lack + ".");
      return;
    }
    List<CheckStep> rules = check.type == Type.HTTP_CHECK ? check.httpRules : check.tcpRules;
    CheckStep first =
        rules.stream().filter(r -> !(r instanceof CheckStep.SetVar)).findFirst().orElse(null);
    if (!hasPort(first)) {
      diagnostics.alert(lack + " nor tcp_check rule 'connect' with port information.");
    } else if (rules.stream().anyMatch(r -> r instanceof CheckStep.Connect && !hasPort(r))) {
      diagnostics.alert(lack + ", and a tcp_check rule 'connect' with no port information.");
    }
  }

  /** A server that has no address yet, as {@code :} or 0.0.0.0, needs no port yet either. */
  private static boolean anywhere(ServerDraft server) {
    ParsedAddress checked = server.checkAddress != null ? server.checkAddress : server.address;
    return checked.name() == null && checked.ip() != null && checked.ip().isAnyLocalAddress();
  }

  private static boolean hasPort(CheckStep step) {
    return step instanceof CheckStep.Connect connect
        && (connect.port() != 0 || connect.portFormat() != null);
  }
}
