package io.haloom.check;

import io.haloom.proxy.Server;
import io.haloom.proxy.state.CheckHealth;
import java.nio.charset.StandardCharsets;

/**
 * {@code agent-check}: an agent beside the server says in one line how it is (configuration manual,
 * 5.2). Its administrative words, its weight and its maxconn are applied at once; health is the
 * check's result.
 */
final class AgentCheck implements Checker {
  private static final String INCOMPLETE = "Ignoring incomplete line from agent";

  @Override
  public CheckResult check(CheckRun run) throws CheckFailure {
    CheckHealth agent = run.subject().health();
    run.connect(Position.step(0));
    if (agent.send() != null && !agent.send().isEmpty()) {
      byte[] bytes = Messages.latin1(agent.send()).getBytes(StandardCharsets.ISO_8859_1);
      run.send(bytes, Position.step(1));
    }
    run.expect(Position.step(2), (answer, last) -> isLine(answer, last, agent));
    if (!agent.enabled()) {
      throw new CheckAborted();
    }
    return apply(run.subject().server(), new AgentReply(run.received().line(0)));
  }

  private static boolean isLine(Received answer, boolean last, CheckHealth agent)
      throws CheckFailure {
    if (answer.line(0).length() < answer.size()) {
      return true;
    }
    if (last) {
      CheckResult before = before(agent.last());
      throw new CheckFailure(before);
    }
    return false;
  }

  /** A line without an end leaves things as they are; when nothing is known, it is no answer. */
  private static CheckResult before(CheckHealth.Outcome last) {
    for (CheckStatus status : CheckStatus.values()) {
      if (status.word().equals(last.status())) {
        return new CheckResult(status, last.hasCode() ? last.code() : 0, INCOMPLETE);
      }
    }
    return CheckResult.of(CheckStatus.L7TOUT, null);
  }

  private static CheckResult apply(Server server, AgentReply reply) {
    switch (reply.admin()) {
      case DRAIN -> server.changes().drain();
      case MAINT -> server.changes().maintenance();
      case READY -> server.changes().ready();
      case NONE -> {}
    }
    String warning = reply.weight() == null ? null : server.changes().changeWeight(reply.weight());
    if (reply.maxconn() != null) {
      String problem = server.changes().changeMaxconn(reply.maxconn());
      warning = warning == null ? problem : warning;
    }
    if (reply.health() != null) {
      return health(server, reply, warning);
    }
    if (reply.unknown() != null) {
      return CheckResult.of(CheckStatus.CHECKED, "agent reports an error : " + reply.unknown());
    }
    return CheckResult.of(
        CheckStatus.CHECKED, warning == null ? null : "agent warns : " + warning.strip());
  }

  /** The agent's word moves its counter to the end of the scale, whatever it was. */
  private static CheckResult health(Server server, AgentReply reply, String warning) {
    server.agent().health(reply.isUp() ? server.agent().full() : 0);
    String reason = reply.description();
    if (reason.isEmpty() || reply.isUp()) {
      if (reply.unknown() != null) {
        reason = reply.unknown();
      } else if (warning != null) {
        reason = warning.strip();
      }
    }
    String info = "via agent : " + reply.health() + (reason.isEmpty() ? "" : " (" + reason + ")");
    return CheckResult.of(reply.isUp() ? CheckStatus.L7OK : CheckStatus.L7STS, info);
  }
}
