package io.haloom.stream.http;

import io.haloom.http.RequestHead;
import io.haloom.model.HttpConfig;
import io.haloom.model.HttpConfig.RestrictNames;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.count.Counter;
import io.haloom.rule.Rule;
import io.haloom.rule.RuleSet;
import io.haloom.rule.Verdict;
import io.haloom.sample.Condition;
import io.haloom.stream.HttpRuleState;
import io.haloom.stream.Stream;
import io.haloom.stream.WallClock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the configuration of a proxy decides of a request, by its rules and without a server. */
final class HttpRequestRules {
  private final Stream stream;
  private final HttpRuleState state;
  private final HttpReplies replies;

  HttpRequestRules(Stream stream, HttpRuleState state, HttpReplies replies) {
    this.stream = stream;
    this.state = state;
    this.replies = replies;
  }

  // --- monitor-uri -----------------------------------------------------------------------------

  /** {@code monitor-uri}; false when it has answered. */
  boolean passMonitor() throws ConnectionException {
    HttpConfig.Monitor monitor = stream.frontendConfig().http().monitor();
    if (monitor == null || !isFor(monitor.uri(), state.request())) {
      return true;
    }
    stream.counters().countFrontend(Counter.INTERCEPTED, 1);
    stream.termination().note('L', 'R');
    stream.log().level(-1);
    replies.error(fails(monitor) ? 503 : 200);
    return false;
  }

  private static boolean isFor(String uri, RequestHead request) {
    String target = request.target();
    int path = request.pathOffset();
    return target.equals(uri)
        || uri.startsWith("/") && path > 0 && target.substring(path).equals(uri);
  }

  private boolean fails(HttpConfig.Monitor monitor) {
    for (Condition condition : monitor.fail()) {
      if (condition.test(stream.context())) {
        return true;
      }
    }
    return false;
  }

  // --- rules -----------------------------------------------------------------------------------

  /** {@code http-request}, and the names of header fields; false when it has been answered. */
  boolean passRules(ProxyConfig proxy) throws ConnectionException {
    List<Rule> rules = proxy.http().rules().request();
    if (!rules.isEmpty()) {
      state.strictMode(true);
      Verdict verdict = RuleSet.evaluate(rules, stream.context());
      state.strictMode(true);
      if (!goesOn(verdict)) {
        return false;
      }
    }
    return passNames(proxy.http().restrictNames());
  }

  /** {@code redirect}; false when it has been answered. */
  boolean passRedirects(ProxyConfig proxy) throws ConnectionException {
    List<Rule> redirects = proxy.http().rules().redirects();
    return redirects.isEmpty() || goesOn(RuleSet.evaluate(redirects, stream.context()));
  }

  /** {@code option http-restrict-req-hdr-names}. */
  private boolean passNames(RestrictNames restrict) throws ConnectionException {
    if (restrict == RestrictNames.PRESERVE
        || state.request().headers().restrictNames(restrict == RestrictNames.DELETE)) {
      return true;
    }
    state.reply(403, state.errorReply(403));
    return goesOn(Verdict.DENY);
  }

  /** Whether the request goes on; what else was decided has been done. */
  boolean goesOn(Verdict verdict) throws ConnectionException {
    switch (verdict) {
      case REPLY -> reply();
      case DENY -> deny();
      case TARPIT -> tarpit();
      case INVALID -> invalid();
      case ERROR -> internalError();
      case REJECT, SILENT_DROP -> drop(verdict == Verdict.SILENT_DROP);
      default -> {
        return true;
      }
    }
    return false;
  }

  // --- verdicts --------------------------------------------------------------------------------

  private void reply() throws ConnectionException {
    if (stream.termination().note('L', 'R')) {
      noteRequestTime();
      countIntercepted();
    }
    replies.decided();
  }

  /** A request that needs no backend is the frontend's. */
  void countIntercepted() {
    if (stream.backend() == null || stream.backendConfig() == stream.frontendConfig()) {
      stream.frontend().counters().increment(stream.stripe(), Counter.INTERCEPTED);
    }
  }

  private void noteRequestTime() {
    stream.timing().request(stream.elapsedMillis());
  }

  private void deny() throws ConnectionException {
    noteRequestTime();
    lookAtCookies();
    stream.counters().countProxies(Counter.DENIED_REQUESTS);
    stream.termination().note('P', 'R');
    replies.decided();
  }

  /** The log tells of them also where the request goes nowhere. */
  private void lookAtCookies() {
    stream.persistence().request(state.request(), WallClock.seconds(stream.now()));
    if (stream.directServer() != null) {
      stream.upstream().namedBy(stream.directServer());
    }
  }

  private void tarpit() throws ConnectionException {
    lookAtCookies();
    stream.counters().countProxies(Counter.DENIED_REQUESTS);
    int millis =
        stream.backend() == null
            ? stream.frontendTimeouts().http().tarpit()
            : stream.backendTimeouts().http().tarpit();
    stream.watch().stay(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    stream.timing().queued(stream.elapsedMillis());
    stream.termination().note('P', 'T');
    replies.decided();
  }

  private void invalid() throws ConnectionException {
    stream.counters().countFrontend(Counter.FAILED_REQUESTS, 1);
    stream.termination().note('P', 'R');
    replies.error(400);
  }

  /** An edit that strict mode insists on could not be made. */
  void internalError() throws ConnectionException {
    stream.counters().countProxies(Counter.INTERNAL_ERRORS);
    stream.termination().note('I', 'R');
    replies.error(500);
  }

  private void drop(boolean silently) {
    stream.counters().countProxies(Counter.DENIED_REQUESTS);
    stream.termination().note('P', 'R');
    stream.session().farewell().silentDrop(silently);
    replies.nothing();
  }
}
