package io.haloom.stream;

import io.haloom.http.BadMessageException;
import io.haloom.http.BodyReader;
import io.haloom.http.ErrorPages;
import io.haloom.http.HttpExchange;
import io.haloom.http.HttpReply;
import io.haloom.http.MessageHead;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import io.haloom.model.HttpConfig;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Counter;
import io.haloom.rule.HttpRuleContext;
import io.haloom.rule.Verdict;
import io.haloom.sample.HttpRequestView;
import io.haloom.sample.HttpResponseView;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What HTTP rules see and change of one request and its response, one after the other. */
final class HttpRuleState implements HttpRuleContext {
  /** What HAProxy's form of a message needs beside texts: once, and for each of its parts. */
  private static final int MESSAGE_RECORD = 48;

  private static final int PART_RECORD = 8;

  private final Session session;
  private final HttpExchange exchange;
  private final BodyReader requestBody;
  private RequestView requestView;
  private boolean proxied;
  private ResponseHead response;
  private BodyReader responseBody;
  private Connection server;
  private ResponseView responseView;
  private HttpReply reply;
  private int replyStatus;
  private boolean strict = true;
  private boolean retryDisabled;
  private boolean exports;

  /** Bytes of the body beside the head, -1 as long as nobody asked. */
  private int held = -1;

  private int serverTimeout;
  private int tunnelTimeout;

  HttpRuleState(Session session, HttpExchange exchange, BodyReader requestBody) {
    this.session = session;
    this.exchange = exchange;
    this.requestBody = requestBody;
  }

  /**
   * Begins the exchange's request, of which nothing is known yet.
   *
   * @param toProxy whether it was sent as to a proxy, and that matters
   */
  void begin(boolean toProxy) {
    proxied = toProxy;
    requestView = null;
    response(null, null, null);
    reply(0, null);
    strict = true;
    retryDisabled = false;
    exports = false;
    serverTimeout = 0;
    tunnelTimeout = 0;
  }

  // --- what there is ---------------------------------------------------------------------------

  @Override
  public RequestHead request() {
    return exchange.request();
  }

  @Override
  public ResponseHead response() {
    return response;
  }

  /**
   * The response that rules work on from here on.
   *
   * @param body of a server's response; null for one made here
   * @param from the server's connection, or null
   */
  void response(ResponseHead head, BodyReader body, Connection from) {
    held = -1;
    response = head;
    responseBody = body;
    server = from;
    responseView = null;
  }

  @Override
  public void exportMetrics() {
    exports = true;
  }

  /** Whether the Prometheus exporter answers the request. */
  boolean exports() {
    return exports;
  }

  HttpRequestView requestView() {
    if (requestView == null) {
      requestView = new RequestView(exchange.request(), requestBody, proxied);
    }
    return requestView;
  }

  /** Null before there is a response. */
  HttpResponseView responseView() {
    if (responseView == null && response != null) {
      responseView =
          new ResponseView(response, responseBody == null ? BodyReader.NONE : responseBody);
    }
    return responseView;
  }

  @Override
  public boolean hasUnreadBody() {
    return !requestBody.isComplete();
  }

  @Override
  public int room() {
    MessageHead head = response == null ? exchange.request() : response;
    BodyReader body = response == null ? requestBody : responseBody;
    int used = MESSAGE_RECORD + head.countedLength() + PART_RECORD * (head.headers().count() + 3);
    if (held < 0) {
      int most = session.services().bufferSize() - exchange.reserve() - used;
      held = body == null ? 0 : Math.min(most, body.received());
    }
    return session.services().bufferSize() - used - held;
  }

  @Override
  public boolean isProxied() {
    return proxied;
  }

  // --- what becomes of it ----------------------------------------------------------------------

  @Override
  public void failedRewrite() {
    if (response == null) {
      session.traffic().countProxies(Counter.FAILED_REWRITES);
    } else {
      session.traffic().count(Counter.FAILED_REWRITES, 1);
    }
  }

  @Override
  public void reply(int status, HttpReply given) {
    replyStatus = status;
    reply = given;
  }

  /** The status that logs tell of {@link #reply}, whose own an error file may have changed. */
  int replyStatus() {
    return replyStatus;
  }

  /** What the rules have said the client gets. */
  HttpReply reply() {
    return reply;
  }

  @Override
  public HttpReply errorReply(int status) {
    HttpReply own = null;
    if (session.backend() != null) {
      own = session.backend().config().http().errors().reply(status, session.context());
    }
    if (own == null) {
      own = session.frontend().config().http().errors().reply(status, session.context());
    }
    return own == null ? ErrorPages.reply(status) : own;
  }

  @Override
  public void strictMode(boolean wanted) {
    strict = wanted;
  }

  @Override
  public boolean isStrict() {
    return strict;
  }

  @Override
  public void serverTimeout(int millis) {
    serverTimeout = millis;
  }

  /** {@code set-timeout server} in milliseconds, 0 where no rule set it. */
  int serverTimeout() {
    return serverTimeout;
  }

  @Override
  public void tunnelTimeout(int millis) {
    tunnelTimeout = millis;
  }

  /** {@code set-timeout tunnel} in milliseconds, 0 where no rule set it. */
  int tunnelTimeout() {
    return tunnelTimeout;
  }

  @Override
  public void earlyHints(List<HttpReply.Field> fields) {
    try {
      exchange.earlyHints(fields);
    } catch (ConnectionException e) {
      session.watch().failed(e);
    }
  }

  @Override
  public void disableRetry() {
    retryDisabled = true;
  }

  /** Whether a rule wants no response to lead to another attempt. */
  boolean isRetryDisabled() {
    return retryDisabled;
  }

  @Override
  public void captureResponse(int slot, String value) {
    List<HttpConfig.Capture> slots = session.frontend().config().http().captures().response();
    if (slot < slots.size()) {
      String kept = HttpCaptures.cut(value, slots.get(slot).length());
      session.transaction().captureResponse(slot, kept, slots.size());
    }
  }

  // --- bodies ----------------------------------------------------------------------------------

  @Override
  public Verdict waitForBody(int timeoutMillis, long atLeast) {
    boolean ofResponse = response != null;
    Connection from = ofResponse ? server : session.client();
    BodyReader body = ofResponse ? responseBody : requestBody;
    if (body == null || body.isComplete()) {
      return Verdict.CONTINUE;
    }
    try {
      if (!ofResponse) {
        exchange.body();
      }
      from.deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
      body.await(atLeast);
      return Verdict.CONTINUE;
    } catch (BadMessageException e) {
      return Verdict.INVALID;
    } catch (ConnectionException e) {
      return e.kind() == ConnectionException.Kind.TIMEOUT && e.connection() == from
          ? late(ofResponse)
          : Verdict.CONTINUE;
    } finally {
      from.deadline(0);
    }
  }

  /** Whether all of the message has been received. */
  boolean isReceived() {
    BodyReader body = response == null ? requestBody : responseBody;
    return body == null || body.isReceived();
  }

  /** Waits so long for the rest of the message, as far as it fits. */
  void receive(int millis) {
    Connection from = response == null ? session.client() : server;
    from.deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    try {
      (response == null ? requestBody : responseBody).await(0);
    } catch (BadMessageException | ConnectionException e) {
      // Who reads the body will learn of it.
      return;
    } finally {
      from.deadline(0);
    }
  }

  private Verdict late(boolean ofResponse) {
    session.ending().note(ofResponse ? 's' : 'c', 'D');
    if (!ofResponse) {
      session.traffic().countFrontend(Counter.FAILED_REQUESTS, 1);
    }
    exchange.makeLast();
    int status = ofResponse ? 504 : 408;
    reply(status, errorReply(status));
    return Verdict.REPLY;
  }
}
