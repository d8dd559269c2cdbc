package io.haloom.check;

import io.haloom.net.ConnectFailure;

/** Why a connection could not even be tried, in HAProxy's words. */
final class SourceProblem {
  private static final String BIND = "cannot bind to source address before connect()";

  private SourceProblem() {}

  static String describe(ConnectFailure failure) {
    String text = failure.getMessage();
    if (text.startsWith(BIND)) {
      return "Can't bind to source address" + text.substring(BIND.length());
    }
    return switch (failure.kind()) {
      case NO_SOURCE_PORT ->
          text.startsWith("no free port")
              ? "Source port range exhausted"
              : "Can't bind to source address (" + text + ")";
      case NO_DESCRIPTOR -> "Too many sockets on the process (" + text + ")";
      default -> text;
    };
  }
}
