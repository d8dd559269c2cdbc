package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.net.AddressText;
import io.haloom.stream.SessionServices;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** {@code get var <name>}: a process-wide variable, unprintable characters as dots. */
final class GetVar implements Command {
  private static final String SCOPE = "proc.";

  private final SessionServices sessions;

  GetVar(SessionServices sessions) {
    this.sessions = sessions;
  }

  @Override
  public Reply run(Request request) {
    String name = request.word(2);
    if (name.isEmpty()) {
      return Reply.error("Missing process-wide variable identifier.\n");
    }
    Object value =
        name.startsWith(SCOPE)
            ? sessions.processVariables().get(name.substring(SCOPE.length()))
            : null;
    if (value == null) {
      return Reply.error("Variable not found.\n");
    }
    String text = text(value).replaceAll("[^\\x20-\\x7e]", ".");
    return Reply.info(name + ": type=" + type(value) + " value=<" + text + ">");
  }

  private static String type(Object value) {
    return switch (value) {
      case Boolean b -> "bool";
      case Number n -> "sint";
      case Inet4Address ip -> "ipv4";
      case Inet6Address ip -> "ipv6";
      case byte[] bytes -> "bin";
      default -> "str";
    };
  }

  private static String text(Object value) {
    return switch (value) {
      case InetAddress ip -> AddressText.of(ip);
      case byte[] bytes -> new String(bytes, StandardCharsets.ISO_8859_1);
      default -> value.toString();
    };
  }
}
