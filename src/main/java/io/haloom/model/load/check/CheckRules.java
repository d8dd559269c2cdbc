package io.haloom.model.load.check;

import io.haloom.config.KeywordTable;
import io.haloom.model.CheckConfig;
import io.haloom.model.CheckStep;
import io.haloom.model.ProxyCheckConfig.Type;
import io.haloom.model.load.address.AddressException;
import io.haloom.model.load.address.AddressOption;
import io.haloom.model.load.address.ParsedAddress;
import io.haloom.model.load.draft.CheckDraft;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import io.haloom.model.load.word.Refusals;
import io.haloom.sample.CompileException;
import io.haloom.sample.LogFormat;
import io.haloom.sample.VariableName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * {@code tcp-check}, {@code http-check} and {@code external-check} lines (HAProxy manual, section
 * 4.2).
 */
public final class CheckRules {
  private static final Set<String> PROTOCOLS = Set.of("none", "h1", "h2", "fcgi");

  private static final Set<AddressOption> ADDRESS =
      EnumSet.of(AddressOption.RESOLVE, AddressOption.PORT, AddressOption.STREAM);

  private CheckRules() {}

  public static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.yes("tcp-check", CheckRules::tcpCheck);
    table.yes("http-check", CheckRules::httpCheck);
    table.yes("external-check", CheckRules::externalCheck);
    return table.build();
  }

  private static void tcpCheck(ProxyLine line) throws LineException {
    line.wantsBackend("tcp-check");
    CheckDraft check = line.proxy().backend.check;
    CheckStep step = step(line, own(check, false));
    check.tcpRules.add(step);
  }

  private static void httpCheck(ProxyLine line) throws LineException {
    line.wantsBackend("http-check");
    CheckDraft check = line.proxy().backend.check;
    switch (line.word(1)) {
      case "disable-on-404" -> {
        check.disableOn404 = true;
        line.atMost(1);
      }
      case "send-state" -> {
        check.sendState = true;
        line.atMost(1);
      }
      default -> {
        List<CheckStep> before = own(check, true);
        CheckStep step = step(line, before);
        if (check.type == Type.HTTP_CHECK) {
          HttpCheckOrder.require(line, before, step);
        }
        before.add(step);
      }
    }
  }

  /**
   * The section's own rules, which replace those of the defaults from the first one on; the request
   * of an {@code option httpchk} is one of them.
   */
  static List<CheckStep> own(CheckDraft check, boolean http) {
    if (http && !check.httpRulesHere) {
      check.httpRulesHere = true;
      check.httpRules = new ArrayList<>();
      check.http = null;
    } else if (!http && !check.tcpRulesHere) {
      check.tcpRulesHere = true;
      check.tcpRules = new ArrayList<>();
    }
    return http ? check.httpRules : check.tcpRules;
  }

  private static CheckStep step(ProxyLine line, List<CheckStep> before) throws LineException {
    CheckLine words = new CheckLine(line, 2);
    String kind = line.word(1);
    try {
      return switch (kind) {
        case "connect" -> connect(words, before);
        case "expect" -> new CheckExpectParser(words).parse();
        case "comment" -> comment(words);
        case "send" ->
            words.http() ? CheckSendParser.http(words) : CheckSendParser.tcp(words, kind);
        case "send-binary", "send-lf", "send-binary-lf" -> {
          if (words.http()) {
            throw unknown(line);
          }
          yield CheckSendParser.tcp(words, kind);
        }
        default -> variable(words, kind);
      };
    } catch (LineException e) {
      boolean whole = e.getMessage().startsWith("'" + line.keyword() + "' only supports");
      throw whole
          ? e
          : new LineException("'" + line.keyword() + " " + kind + "' : " + e.getMessage() + ".");
    }
  }

  private static LineException unknown(ProxyLine line) {
    String kinds =
        line.keyword().equals("http-check")
            ? "'disable-on-404', 'send-state', 'comment', 'connect', 'send', 'expect'"
            : "'comment', 'connect', 'send', 'send-binary', 'expect'";
    return new LineException(
        "'%s' only supports %s, 'set-var-fmt(*)', 'set-var(*)', 'unset-var(*)'. but got '%s'"
            .formatted(line.keyword(), kinds, line.word(1)));
  }

  private static CheckStep comment(CheckLine words) throws LineException {
    if (!words.hasNext()) {
      throw new LineException("expects a string as argument");
    }
    return new CheckStep.Comment(words.next());
  }

  private static CheckStep variable(CheckLine words, String kind) throws LineException {
    int open = kind.indexOf('(');
    String action = open < 0 ? kind : kind.substring(0, open);
    boolean known = Set.of("set-var", "set-var-fmt", "unset-var").contains(action);
    if (!known || open < 0) {
      throw unknown(words.line());
    }
    if (!kind.endsWith(")")) {
      throw new LineException("'" + action + "' : missing closing parenthesis");
    }
    VariableName name;
    try {
      name = VariableName.of(kind.substring(open + 1, kind.length() - 1));
    } catch (CompileException e) {
      throw new LineException("'" + action + "' : " + e.getMessage());
    }
    LogFormat format =
        switch (action) {
          case "unset-var" -> null;
          case "set-var" -> words.expression(needed(words, action), "set-var");
          default -> words.format(needed(words, action));
        };
    if (words.hasNext()) {
      throw new LineException("'" + action + "' : unexpected argument '" + words.peek() + "'");
    }
    return new CheckStep.SetVar(name.scope(), name.name(), format, null);
  }

  private static String needed(CheckLine words, String action) throws LineException {
    if (!words.hasNext()) {
      throw new LineException("'" + action + "' : missing fetch method");
    }
    return words.next();
  }

  private static CheckStep connect(CheckLine words, List<CheckStep> before) throws LineException {
    requireConnectFirst(before);
    Connect connect = new Connect();
    while (words.hasNext()) {
      connect.word(words, words.next());
    }
    return connect.build();
  }

  /** Where there is a connect, it is the first of all that talks. */
  private static void requireConnectFirst(List<CheckStep> before) throws LineException {
    for (CheckStep step : before) {
      if (step instanceof CheckStep.Connect) {
        return;
      }
      if (!(step instanceof CheckStep.Comment) && !(step instanceof CheckStep.SetVar)) {
        throw new LineException(
            "first step MUST also be a 'connect', optionally preceded by a 'set-var', an"
                + " 'unset-var' or a 'comment', when there is a 'connect' step in the tcp-check"
                + " ruleset");
      }
    }
  }

  /** A {@code connect} step while its words are read. */
  private static final class Connect {
    private boolean fallback;
    private ParsedAddress address;
    private int port;
    private LogFormat portFormat;
    private boolean sendProxy;
    private boolean viaSocks4;
    private boolean linger;
    private boolean tls;
    private String sni;
    private String alpn;
    private String proto;
    private String comment;

    void word(CheckLine words, String word) throws LineException {
      switch (word) {
        case "default" -> fallback = true;
        case "send-proxy" -> sendProxy = true;
        case "via-socks4" -> viaSocks4 = true;
        case "linger" -> linger = true;
        case "comment" -> comment = words.comment();
        case "addr" -> address(words);
        case "port" -> port(words);
        case "proto" -> protocol(words);
        case "ssl" -> tls = true;
        case "sni" -> sni = words.value("sni", "a string as argument.");
        case "alpn" -> alpn = words.alpn();
        default ->
            throw new LineException(
                "expects 'comment', 'port', 'addr', 'send-proxy', 'ssl', 'sni', 'alpn' or"
                    + " 'via-socks4', 'linger', 'default' but got '"
                    + word
                    + "' as argument.");
      }
    }

    private void address(CheckLine words) throws LineException {
      String text = words.value("addr", "<ipv4|ipv6> as argument.");
      try {
        address = words.line().context().addresses().parse(text, ADDRESS);
      } catch (AddressException e) {
        throw new LineException("'addr' : " + e.getMessage() + ".");
      }
    }

    private void port(CheckLine words) throws LineException {
      String text = words.value("port", "a port number or a sample expression as argument.");
      port = 0;
      portFormat = null;
      if (Numbers.length(text) < text.length()) {
        portFormat = words.expression(text, "port");
        return;
      }
      port = Numbers.leading(text);
      if (port < 1 || port > 65535) {
        throw new LineException(
            "expects a valid TCP port (from range 1 to 65535) or a sample expression, got "
                + text
                + ".");
      }
    }

    private void protocol(CheckLine words) throws LineException {
      String protocol = words.value("proto", "a MUX protocol as argument.");
      if (protocol.equals("fcgi") && words.http()) {
        throw new LineException("'proto fcgi' " + Refusals.FASTCGI);
      }
      if (!PROTOCOLS.contains(protocol)) {
        throw new LineException("'proto' : unknown MUX protocol '" + protocol + "'.");
      }
      if (protocol.equals("none") == words.http()) {
        throw new LineException(
            "'proto' : invalid MUX protocol '%s' for %s"
                .formatted(protocol, words.line().keyword()));
      }
      proto = protocol;
    }

    CheckStep build() {
      int chosen = port == 0 && address != null ? address.lowPort() : port;
      return new CheckStep.Connect(
          fallback,
          address == null ? null : address.withPort(0),
          chosen,
          portFormat,
          sendProxy,
          viaSocks4,
          linger,
          new CheckConfig.Tls(tls, sni, alpn),
          proto,
          comment);
    }
  }

  private static void externalCheck(ProxyLine line) throws LineException {
    line.wantsBackend("external-check");
    CheckDraft check = line.proxy().backend.check;
    if (!line.has(1)) {
      throw new LineException("missing argument after 'external-check'.");
    }
    if (!line.word(1).equals("command") && !line.word(1).equals("path")) {
      throw new LineException(
          "'external-check' only supports 'command' and 'path'. but got '" + line.word(1) + "'.");
    }
    line.atMost(2);
    if (!line.has(2)) {
      throw new LineException("missing argument after '" + line.word(1) + "'.");
    }
    if (line.word(1).equals("command")) {
      check.externalCommand = line.word(2);
    } else {
      check.externalPath = line.word(2);
    }
  }
}
