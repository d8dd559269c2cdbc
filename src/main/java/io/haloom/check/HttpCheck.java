package io.haloom.check;

import io.haloom.http.HttpProtocols;
import io.haloom.model.CheckStep;
import io.haloom.model.CheckStep.HttpSend;
import io.haloom.model.ProxyCheckConfig;
import io.haloom.model.TuneConfig;
import io.haloom.proxy.Server;
import io.haloom.proxy.state.OperatingState;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code option httpchk} and {@code http-check}: a sequence of connects, requests and what to
 * expect of the responses. The option's request is the first one; without an {@code expect} at the
 * end, any status from 200 to 399 will do.
 */
final class HttpCheck implements Checker {
  private static final CheckStep.Expect GOOD_STATUS =
      new CheckStep.Expect(
          new CheckStep.Match.Status(List.of(new int[] {200, 399})),
          false,
          -1,
          CheckStep.Verdicts.DEFAULT,
          null);

  private final List<StepList.Numbered> steps;
  private final HttpProtocols http;
  private final int bufsize;
  private final boolean disableOn404;
  private final boolean sendState;

  HttpCheck(ProxyCheckConfig config, TuneConfig tune, HttpProtocols http) {
    this.steps = StepList.of(complete(config));
    this.http = http;
    this.bufsize = tune.bufsize();
    this.disableOn404 = config.disableOn404();
    this.sendState = config.sendState();
  }

  // --- preparing -------------------------------------------------------------------------------

  private static List<CheckStep> complete(ProxyCheckConfig config) {
    List<CheckStep> rules = new ArrayList<>(config.rules());
    HttpSend ofOption = config.http() == null ? NOTHING : config.http();
    int request = first(rules, HttpSend.class);
    int expect = first(rules, CheckStep.Expect.class);
    if (request >= 0 && (expect < 0 || request < expect)) {
      rules.set(request, merged(ofOption, (HttpSend) rules.get(request)));
    } else {
      rules.add(first(rules, CheckStep.Connect.class) + 1, ofOption);
    }
    CheckStep last = rules.reversed().stream().filter(HttpCheck::talks).findFirst().orElseThrow();
    if (last instanceof HttpSend) {
      rules.add(GOOD_STATUS);
    }
    return rules;
  }

  private static final HttpSend NOTHING =
      new HttpSend(null, null, null, null, List.of(), null, null, null);

  private static boolean talks(CheckStep step) {
    return !(step instanceof CheckStep.Comment || step instanceof CheckStep.SetVar);
  }

  private static int first(List<CheckStep> rules, Class<? extends CheckStep> kind) {
    for (int i = 0; i < rules.size(); i++) {
      if (kind.isInstance(rules.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /**
   * What the rule does not say is taken from the option; its headers, where it has any, replace
   * all.
   */
  private static HttpSend merged(HttpSend option, HttpSend rule) {
    boolean uri = rule.uri() != null || rule.uriFormat() != null;
    boolean body = rule.body() != null || rule.bodyFormat() != null;
    return new HttpSend(
        rule.method() != null ? rule.method() : option.method(),
        uri ? rule.uri() : option.uri(),
        uri ? rule.uriFormat() : option.uriFormat(),
        rule.version() != null ? rule.version() : option.version(),
        rule.headers().isEmpty() ? option.headers() : rule.headers(),
        body ? rule.body() : option.body(),
        body ? rule.bodyFormat() : option.bodyFormat(),
        rule.comment());
  }

  // --- running ---------------------------------------------------------------------------------

  @Override
  public CheckResult check(CheckRun run) throws CheckFailure {
    run.speaksHttp();
    CheckResult result = CheckResult.of(CheckStatus.L4OK, null);
    try (HttpTalk talk = new HttpTalk(run, http, bufsize)) {
      for (StepList.Numbered step : steps) {
        switch (step.step()) {
          case null -> run.connect(Position.step(0));
          case CheckStep.Connect connect -> {
            talk.close();
            connect(run, connect);
          }
          case CheckStep.SetVar variable -> run.samples().set(variable);
          case HttpSend send -> {
            run.samples().answered(null);
            send(run, talk, step.number(), send);
          }
          case CheckStep.Expect expect -> {
            HttpExpectRule rule = new HttpExpectRule(expect, step.comment());
            run.position(Position.step(step.number()).whenLate(rule.whenLate()));
            HttpAnswer answer = talk.answer();
            run.samples().answered(new HttpAnswerView(answer));
            result = expect(run, rule, answer);
          }
          default -> {}
        }
      }
      return result;
    }
  }

  private static void connect(CheckRun run, CheckStep.Connect step) throws CheckFailure {
    int port = step.portFormat() == null ? 0 : run.samples().number(step.portFormat());
    run.connect(step, step.port() != 0 ? step.port() : port, Position.step(1));
  }

  private void send(CheckRun run, HttpTalk talk, int number, HttpSend send) throws CheckFailure {
    HttpRequestText request = new HttpRequestText(send, run.samples());
    byte[] bytes = request.render(sendState ? run.subject().server() : null);
    if (bytes.length > run.subject().bufsize()) {
      throw new CheckFailure(
          CheckStatus.L7RSP, "tcp-check send : failed to build HTTP request at step " + number);
    }
    talk.send(request.method(), bytes, Position.step(number));
  }

  /** A 404 that asks for no more sessions passes every rule, of a server that was not down. */
  private CheckResult expect(CheckRun run, HttpExpectRule rule, HttpAnswer answer)
      throws CheckFailure {
    Server server = run.subject().server();
    boolean leaving =
        disableOn404 && answer.status() == 404 && server.operating() != OperatingState.STOPPED;
    if (leaving) {
      return new CheckResult(CheckStatus.L7OKC, 404, null);
    }
    rule.check(run.samples(), answer);
    return rule.success(run.samples(), answer.status());
  }
}
