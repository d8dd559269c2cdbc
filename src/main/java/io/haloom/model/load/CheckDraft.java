package io.haloom.model.load;

import io.haloom.model.CheckStep;
import io.haloom.model.ProxyCheckConfig;
import io.haloom.model.ProxyCheckConfig.Type;
import java.util.ArrayList;
import java.util.List;

/** What a section says of how its servers are checked. */
final class CheckDraft {
  Type type = Type.CONNECT;
  String user;
  boolean post41;
  String smtpHello;
  String smtpDomain;
  String externalCommand;
  String externalPath;

  /** Steps of {@code tcp-check} and {@code http-check} lines, each kept for its own type. */
  List<CheckStep> tcpRules = new ArrayList<>();

  List<CheckStep> httpRules = new ArrayList<>();
  CheckStep.HttpSend http;
  boolean disableOn404;
  boolean sendState;

  /** Whether rules of this section have replaced those of the defaults. */
  boolean tcpRulesHere;

  /** The same; the request of an {@code option httpchk} is such a rule. */
  boolean httpRulesHere;

  CheckDraft inherit() {
    CheckDraft copy = new CheckDraft();
    copy.type = type;
    copy.user = user;
    copy.post41 = post41;
    copy.smtpHello = smtpHello;
    copy.smtpDomain = smtpDomain;
    copy.externalCommand = externalCommand;
    copy.externalPath = externalPath;
    copy.tcpRules = tcpRules;
    copy.httpRules = httpRules;
    copy.http = http;
    copy.disableOn404 = disableOn404;
    copy.sendState = sendState;
    return copy;
  }

  ProxyCheckConfig build() {
    List<CheckStep> rules =
        switch (type) {
          case TCP_CHECK -> tcpRules;
          case HTTP_CHECK -> httpRules;
          default -> List.of();
        };
    return new ProxyCheckConfig(
        type,
        user,
        post41,
        smtpHello,
        smtpDomain,
        externalCommand,
        externalPath,
        List.copyOf(rules),
        type == Type.HTTP_CHECK ? http : null,
        disableOn404,
        sendState);
  }
}
