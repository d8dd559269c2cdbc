package io.haloom.stream;

import io.haloom.http.BadMessageException;
import io.haloom.http.ClientExchange;
import io.haloom.http.ErrorPages;
import io.haloom.http.HttpBody;
import io.haloom.http.HttpReply;
import io.haloom.http.MessageHead;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import io.haloom.model.HttpConfig;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.count.Counter;
import io.haloom.rule.HttpRuleContext;
import io.haloom.rule.Verdict;
import io.haloom.sample.HttpRequestView;
import io.haloom.sample.HttpResponseView;
import io.haloom.stream.facts.RequestView;
import io.haloom.stream.facts.ResponseView;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What HTTP rules see and change of a request and its response. */
public final class HttpRuleState implements HttpRuleContext {
  /** What HAProxy's form of a message needs beside texts: once, and for each of its parts. */
  private static final int MESSAGE_RECORD = 48;

  private static final int PART_RECORD = 8;

  private final Stream stream;
  private final ClientExchange exchange;
  private final HttpBody requestBody;
  private RequestView requestView;
  private final boolean proxied;
  private ResponseHead response;
  private HttpBody responseBody;
  private Connection server;
  private ResponseView responseView;

  /** The body of a response made here. */
  private byte[] ownBody;

  private HttpReply reply;
  private int replyStatus;
  private boolean strict = true;
  private boolean retryDisabled;
  private String service;

  /** Bytes of the body beside the head, -1 as long as nobody asked. */
  private int held = -1;

  private int serverTimeout;
  private int tunnelTimeout;

  /**
   * Of a request whose head has been read.
   *
   * @param toProxy whether it was sent as to a proxy, and that matters
   */
  public HttpRuleState(Stream stream, ClientExchange exchange, boolean toProxy) {
    this.stream = stream;
    this.exchange = exchange;
    this.requestBody = exchange.body();
    this.proxied = toProxy;
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
  public void response(ResponseHead head, HttpBody body, Connection from) {
    held = -1;
    response = head;
    responseBody = body;
    server = from;
    responseView = null;
    ownBody = null;
  }

  /** A response made here. */
  public void ownResponse(ResponseHead head, byte[] body) {
    response(head, null, null);
    ownBody = body;
  }

  @Override
  public void useService(String name) {
    service = name;
  }

  /** What a rule has chosen to answer the request, or null. */
  public String service() {
    return service;
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
          ownBody == null
              ? new ResponseView(response, responseBody)
              : new ResponseView(response, ownBody);
    }
    return responseView;
  }

  /** Whether somebody has looked at the response of now. */
  boolean isResponseViewed() {
    return responseView != null;
  }

  @Override
  public boolean hasUnreadBody() {
    return !requestBody.isComplete();
  }

  @Override
  public int room() {
    MessageHead head = response == null ? exchange.request() : response;
    HttpBody body = response == null ? requestBody : responseBody;
    int used = MESSAGE_RECORD + head.countedLength() + PART_RECORD * (head.headers().count() + 3);
    if (held < 0) {
      int most = stream.services().bufferSize() - exchange.reserve() - used;
      held = body == null ? 0 : Math.min(most, body.received());
    }
    return stream.services().bufferSize() - used - held;
  }

  @Override
  public boolean isProxied() {
    return proxied;
  }

  // --- what becomes of it ----------------------------------------------------------------------

  @Override
  public void failedRewrite() {
    if (response == null) {
      stream.counters().countProxies(Counter.FAILED_REWRITES);
    } else {
      stream.counters().count(Counter.FAILED_REWRITES, 1);
    }
  }

  @Override
  public void reply(int status, HttpReply given) {
    replyStatus = status;
    reply = given;
  }

  @Override
  public void answers(int status) {
    stream.transaction().status(status);
  }

  /** The status that logs tell of {@link #reply}, whose own an error file may have changed. */
  public int replyStatus() {
    return replyStatus;
  }

  /** What the rules have said the client gets. */
  public HttpReply reply() {
    return reply;
  }

  @Override
  public HttpReply errorReply(int status) {
    HttpReply own = null;
    if (stream.backend() != null) {
      own = stream.backendConfig().http().errors().reply(status, stream.context());
    }
    if (own == null) {
      own = stream.frontendConfig().http().errors().reply(status, stream.context());
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
      stream.counters().out(exchange.earlyHints(fields));
    } catch (ConnectionException e) {
      stream.failures().note(e);
    }
  }

  @Override
  public void disableRetry() {
    retryDisabled = true;
  }

  /** Whether a rule wants no response to lead to another attempt. */
  public boolean isRetryDisabled() {
    return retryDisabled;
  }

  @Override
  public void captureResponse(int slot, String value) {
    List<HttpConfig.Capture> slots = stream.frontendConfig().http().captures().response();
    if (slot < slots.size()) {
      String kept = HttpCaptures.cut(value, slots.get(slot).length());
      stream.transaction().captureResponse(slot, kept, slots.size());
    }
  }

  // --- bodies ----------------------------------------------------------------------------------

  @Override
  public Verdict waitForBody(int timeoutMillis, long atLeast) {
    boolean ofResponse = response != null;
    Connection from = ofResponse ? server : stream.client();
    HttpBody body = ofResponse ? responseBody : requestBody;
    if (body == null || body.isComplete() || body.isTunnel()) {
      return Verdict.CONTINUE;
    }
    AbortWatch watch =
        ofResponse && stream.watch().abortsOnClose() ? AbortWatch.start(stream, from) : null;
    try {
      if (!ofResponse) {
        stream.counters().out(exchange.askForBody());
      }
      if (timeoutMillis != 0) {
        from.deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
      }
      body.await(atLeast);
      return Verdict.CONTINUE;
    } catch (BadMessageException e) {
      return Verdict.INVALID;
    } catch (ConnectionException e) {
      if (watch != null && watch.clientLeft()) {
        return Verdict.CLOSE;
      }
      return e.kind() == ConnectionException.Kind.TIMEOUT && e.connection() == from
          ? late(ofResponse)
          : Verdict.CONTINUE;
    } finally {
      from.deadline(0);
      if (watch != null) {
        watch.stop();
      }
    }
  }

  /** Whether all of the message has been received. */
  boolean isReceived() {
    HttpBody body = response == null ? requestBody : responseBody;
    return body == null || body.isReceived();
  }

  /**
   * Whether a client whose stream has ended, and whose body nobody has begun to read, has left
   * inside its request.
   */
  public boolean isRequestCut() {
    try {
      // All that will come has come, so this waits for nothing.
      requestBody.await(0);
      return requestBody.isCut();
    } catch (BadMessageException e) {
      return false;
    } catch (ConnectionException e) {
      return requestBody.isCut();
    }
  }

  /** Waits so long for the rest of the message, as far as it fits. */
  void receive(int millis) {
    Connection from = response == null ? stream.client() : server;
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
    stream.termination().note(ofResponse ? 's' : 'c', 'R');
    if (!ofResponse) {
      stream.counters().countFrontend(Counter.FAILED_REQUESTS, 1);
    }
    int status = ofResponse ? 504 : 408;
    reply(status, errorReply(status));
    return Verdict.REPLY;
  }
}
