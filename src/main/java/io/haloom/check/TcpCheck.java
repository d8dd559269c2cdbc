package io.haloom.check;

import io.haloom.model.CheckStep;
import java.util.ArrayList;
import java.util.List;

/** {@code option tcp-check}: a sequence of connects, sends and expects. */
final class TcpCheck implements Checker {
  private final List<StepList.Numbered> steps;

  TcpCheck(List<CheckStep> rules) {
    this.steps = StepList.of(rules);
  }

  @Override
  public CheckResult check(CheckRun run) throws CheckFailure {
    CheckResult result = null;
    List<ExpectRule> chain = new ArrayList<>();
    for (StepList.Numbered step : steps) {
      if (!(step.step() instanceof CheckStep.Expect)) {
        chain = step.step() instanceof CheckStep.SetVar ? chain : new ArrayList<>();
        result = step(run, step, result);
        continue;
      }
      ExpectRule rule = new ExpectRule(step);
      if (!chain.isEmpty() || rule.negated()) {
        chain.add(rule);
      }
      expect(run, chain.isEmpty() ? List.of(rule) : chain);
      result = rule.success(run.samples());
    }
    return result;
  }

  /**
   * What a rule waits for must still please the rules before it, from the first forbidding one on.
   */
  private static void expect(CheckRun run, List<ExpectRule> chain) throws CheckFailure {
    run.expectAtMost(
        chain.getFirst().position(),
        (answer, last) -> {
          for (ExpectRule rule : chain) {
            run.position(rule.position());
            if (!rule.met(run.samples(), answer, last)) {
              run.position(chain.getFirst().position());
              return false;
            }
          }
          return true;
        });
  }

  /** Runs one step; the result is that of a sequence which ends with it. */
  private static CheckResult step(CheckRun run, StepList.Numbered step, CheckResult before)
      throws CheckFailure {
    return switch (step.step()) {
      case null -> {
        run.connect(new Position(0, Messages.initialConnection(), null, null, CheckStatus.L7TOUT));
        yield CheckResult.of(run.connected(), null);
      }
      case CheckStep.Connect connect -> {
        String where = Messages.at(step.number(), Messages.connect(connect), step.comment());
        int port = connect.portFormat() == null ? 0 : run.samples().number(connect.portFormat());
        run.connect(
            connect,
            connect.port() != 0 ? connect.port() : port,
            new Position(step.number(), where, step.comment(), null, CheckStatus.L7TOUT));
        yield CheckResult.of(run.connected(), "(tcp-check)");
      }
      case CheckStep.Send send -> {
        send(run, step, send);
        yield CheckResult.of(CheckStatus.L7OK, "(tcp-check)");
      }
      case CheckStep.SetVar variable -> {
        run.samples().set(variable);
        yield before;
      }
      default -> before;
    };
  }

  private static void send(CheckRun run, StepList.Numbered step, CheckStep.Send send)
      throws CheckFailure {
    byte[] bytes = send.bytes();
    if (send.format() != null) {
      bytes = run.samples().bytes(send.format());
      if (send.binaryFormat() && bytes.length > 0) {
        bytes = Hex.parse(Messages.latin1(bytes));
      }
    }
    if (bytes == null || bytes.length >= run.subject().bufsize()) {
      throw new CheckFailure(CheckStatus.L7RSP, unsendable(run, step.number(), bytes));
    }
    run.send(
        bytes,
        new Position(
            step.number(),
            Messages.at(step.number(), " (send)", step.comment()),
            step.comment(),
            CheckStatus.L7RSP,
            CheckStatus.L7TOUT));
  }

  private static String unsendable(CheckRun run, int number, byte[] bytes) {
    return bytes == null
        ? "tcp-check send : failed to build log-format string at step " + number
        : "tcp-check send : string too large ("
            + bytes.length
            + ") for buffer size ("
            + run.subject().bufsize()
            + ") at step "
            + number;
  }
}
