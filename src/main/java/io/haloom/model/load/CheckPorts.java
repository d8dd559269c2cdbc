package io.haloom.model.load;

import io.haloom.config.Diagnostics;
import io.haloom.model.CheckStep;
import io.haloom.model.ProxyCheckConfig.Type;
import java.util.List;

/** Checks that every active check has a port to connect to. */
final class CheckPorts {
  private final Diagnostics diagnostics;

  /** A running backend always has a rule {@code connect}, be it only an implied one. */
  private final boolean running;

  CheckPorts(Diagnostics diagnostics, boolean running) {
    this.diagnostics = diagnostics;
    this.running = running;
  }

  void check(ProxyDraft proxy) {
    for (ServerDraft server : proxy.backend.servers) {
      if (server.check && !server.broken && server.address.unix() == null) {
        check(proxy, server);
      }
    }
  }

  private void check(ProxyDraft proxy, ServerDraft server) {
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
