package io.haloom.fuzz;

import io.haloom.harness.MessageStream;
import io.haloom.harness.Printed;
import java.util.ArrayList;
import java.util.List;

/** One client's connection with a case, and what the server and the log were told of it. */
final class Visit {
  final HeadCase played;
  private final List<MessageStream> atServer = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private String client = "";
  private int open;

  Visit(HeadCase played) {
    this.played = played;
  }

  synchronized void serverConnected(MessageStream stream) {
    atServer.add(stream);
    open++;
  }

  synchronized void serverLeft() {
    open--;
  }

  synchronized boolean isOver() {
    return open == 0;
  }

  synchronized boolean isLogged() {
    return !log.isEmpty();
  }

  synchronized void logged(String line) {
    log.add(line);
  }

  void clientGot(String text) {
    client = text;
  }

  /** What is compared. */
  synchronized String outcome() {
    StringBuilder text = new StringBuilder("client:\n").append(Printed.of(client)).append('\n');
    for (MessageStream stream : atServer) {
      text.append("server:\n").append(Printed.of(stream.text())).append('\n');
    }
    for (String line : log) {
      text.append("log: ").append(Printed.of(line)).append('\n');
    }
    return text.toString();
  }

  /** The case and what came of it. */
  @Override
  public String toString() {
    return "=== " + played + '\n' + outcome();
  }
}
