package io.haloom.model.load.server;

import io.haloom.config.KeywordTable;
import io.haloom.config.TimeValue;
import io.haloom.config.TimeValue.Problem;
import io.haloom.config.TimeValue.Unit;
import io.haloom.model.load.address.AddressException;
import io.haloom.model.load.address.AddressOption;
import io.haloom.model.load.address.IpLiteral;
import io.haloom.model.load.address.ParsedAddress;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import java.util.EnumSet;
import java.util.Set;

/** Words of server lines that concern checks and agents (HAProxy manual, section 5.2). */
final class ServerCheckWords {
  private static final Set<AddressOption> ADDRESS =
      EnumSet.of(AddressOption.RESOLVE, AddressOption.PORT, AddressOption.STREAM);

  private ServerCheckWords() {}

  static KeywordTable<LineWord<ServerDraft>> table() {
    KeywordTable.Builder<LineWord<ServerDraft>> table = KeywordTable.builder();
    ServerWordTable.flag(table, "check", s -> s.check = true);
    ServerWordTable.flag(table, "no-check", s -> s.check = false);
    ServerWordTable.flag(table, "check-send-proxy", s -> s.checkSendProxy = true);
    ServerWordTable.flag(table, "no-check-send-proxy", s -> s.checkSendProxy = false);
    ServerWordTable.flag(table, "check-via-socks4", s -> s.checkViaSocks4 = true);
    ServerWordTable.flag(table, "agent-check", s -> s.agent = true);
    ServerWordTable.flag(table, "no-agent-check", s -> s.agent = false);
    ServerWordTable.value(table, "inter", (s, line, v) -> s.inter = delay(s, line, "inter", v));
    ServerWordTable.value(
        table, "fastinter", (s, line, v) -> s.fastinter = delay(s, line, "fastinter", v));
    ServerWordTable.value(
        table, "downinter", (s, line, v) -> s.downinter = delay(s, line, "downinter", v));
    ServerWordTable.value(
        table, "agent-inter", (s, line, v) -> s.agentInter = delay(s, line, "agent-inter", v));
    ServerWordTable.value(table, "rise", (s, line, v) -> s.rise = positive("rise", v));
    ServerWordTable.value(table, "fall", (s, line, v) -> s.fall = positive("fall", v));
    ServerWordTable.value(table, "addr", ServerCheckWords::address);
    ServerWordTable.value(table, "port", ServerCheckWords::port);
    ServerWordTable.value(table, "agent-addr", ServerCheckWords::agentAddress);
    ServerWordTable.value(table, "agent-port", ServerCheckWords::agentPort);
    ServerWordTable.value(table, "agent-send", ServerCheckWords::agentSend);
    return table.build();
  }

  private static int delay(ServerDraft server, KeywordLine line, String word, String text)
      throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'" + word + "' expects a delay as argument.");
    }
    TimeValue.Parsed time = line.time(text, Unit.MS);
    if (time.problem() == Problem.OVERFLOW) {
      throw new LineException(
          "timer overflow in argument <%s> to <%s> of server %s, maximum value is 2147483647 ms (~24.8 days)."
              .formatted(text, word, server.name));
    }
    if (!time.ok()) {
      // HAProxy names agent-inter for all of them.
      throw new LineException(
          "unexpected character '%c' in 'agent-inter' argument of server %s."
              .formatted(time.unexpected(), server.name));
    }
    if (time.value() <= 0) {
      throw new LineException(
          "invalid value %d for argument '%s' of server %s."
              .formatted(time.value(), word, server.name));
    }
    return time.value();
  }

  private static int positive(String word, String text) throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'" + word + "' expects an integer argument.");
    }
    int value = Numbers.leading(text);
    if (value <= 0) {
      throw new LineException("'" + word + "' has to be > 0.");
    }
    return value;
  }

  private static void address(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'addr' expects <ipv4|ipv6> as argument.");
    }
    try {
      ParsedAddress address = line.context().addresses().parse(text, ADDRESS);
      server.checkAddress = address;
      server.agentAddress = address;
      if (address.lowPort() != 0) {
        server.checkPort = server.checkPortSet ? server.checkPort : address.lowPort();
        server.agentPort = address.lowPort();
      }
    } catch (AddressException e) {
      throw new LineException("'addr' : " + e.getMessage());
    }
  }

  private static void port(ServerDraft server, KeywordLine line, String text) throws LineException {
    server.checkPort = portNumber("port", text);
    server.checkPortSet = true;
    if (!server.agentPortSet) {
      server.agentPort = server.checkPort;
    }
  }

  private static int portNumber(String word, String text) throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'" + word + "' expects a port number as argument.");
    }
    int port = Numbers.leading(text);
    if (Numbers.length(text) != text.length() || port < 0 || port > 65535) {
      throw new LineException("'" + word + "' : invalid port '" + text + "'");
    }
    return port;
  }

  private static void agentAddress(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'agent-addr' expects an address as argument.");
    }
    boolean socket = text.startsWith("/") || text.indexOf('@') >= 0;
    try {
      if (socket) {
        throw new AddressException("an IP address is needed here");
      }
      // No port may follow, so colons are of the address.
      boolean bare = !text.startsWith("[") && text.indexOf(':') >= 0 && IpLiteral.any(text) != null;
      Set<AddressOption> alone = EnumSet.of(AddressOption.RESOLVE, AddressOption.STREAM);
      server.agentAddress =
          line.context().addresses().parse(bare ? "ipv6@[" + text + "]" : text, alone);
    } catch (AddressException e) {
      throw new LineException(
          "parsing agent-addr failed. Check if '" + text + "' is correct address.");
    }
  }

  private static void agentPort(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    server.agentPort = portNumber("agent-port", text);
    server.agentPortSet = true;
  }

  private static void agentSend(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'agent-send' expects a string as argument.");
    }
    server.agentSend = text;
  }
}
