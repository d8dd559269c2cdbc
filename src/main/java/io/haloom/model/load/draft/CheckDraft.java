package io.haloom.model.load.draft;

import io.haloom.model.CheckStep;
import io.haloom.model.ProxyCheckConfig;
import io.haloom.model.ProxyCheckConfig.Type;
import java.util.ArrayList;
import java.util.List;

/** What a section says of how its servers are checked. */
public final class CheckDraft {
  public Type type = Type.CONNECT;
  public String user;
  public boolean post41;
  public String smtpHello;
  public String smtpDomain;
  public String externalCommand;
  public String externalPath;

  /** Steps of {@code tcp-check} and {@code http-check} lines, each kept for its own type. */
  public List<CheckStep> tcpRules = new ArrayList<>();

  public List<CheckStep> httpRules = new ArrayList<>();
  public CheckStep.HttpSend http;
  public boolean disableOn404;
  public boolean sendState;

  /** Whether rules of this section have replaced those of the defaults. */
  public boolean tcpRulesHere;

  /** The same; the request of an {@code option httpchk} is such a rule. */
  public boolean httpRulesHere;

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

  public ProxyCheckConfig build() {
    List<CheckStep> rules =
        switch (type) {
          case TCP_CHECK -> tcpRules;
          case HTTP_CHECK -> httpRules;
          default -> List.of();
        };
    return new ProxyCheckConfig(
        type,
        new ProxyCheckConfig.Login(user, post41),
        new ProxyCheckConfig.Smtp(smtpHello, smtpDomain),
        new ProxyCheckConfig.External(externalCommand, externalPath),
        List.copyOf(rules),
        type == Type.HTTP_CHECK ? http : null,
        disableOn404,
        sendState);
  }
}
