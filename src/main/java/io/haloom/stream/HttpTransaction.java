package io.haloom.stream;

import io.haloom.http.ClientExchange;
import io.haloom.http.RequestHead;
import io.haloom.sample.HttpRequestFacts;

/** One request in HTTP mode and what came of it, as logs and fetches tell it. */
public final class HttpTransaction {
  private static final String[] NONE = {};

  private final boolean first;
  private RequestHead head;
  private int logLength;
  private HttpRequestFacts request;
  private String version;
  private HttpRuleState rules;
  private String service;
  private String responseVersion;
  private String[] responseCaptures = NONE;
  private int status;
  private boolean unanswered;

  /**
   * @param first whether no request came before it on its connection, nor may come beside it
   */
  public HttpTransaction(boolean first) {
    this.first = first;
  }

  public boolean isFirst() {
    return first;
  }

  /** The request's head has been read. */
  public void received(ClientExchange exchange, HttpRuleState state, int keptLine) {
    rules = state;
    head = exchange.request();
    version = head.version();
    logLength = keptLine;
  }

  /** The version of the request; null where it could not be read. */
  String version() {
    return version;
  }

  /**
   * The request as it was received; null where it could not be read. To be asked for while the head
   * is valid, which is until the request is over.
   */
  HttpRequestFacts request() {
    if (request == null && head != null) {
      request =
          HttpRequestFacts.of(
              head.receivedMethodName(),
              head.receivedTarget(),
              head.receivedPathOffset(),
              version,
              logLength);
    }
    return request;
  }

  /** What rules work on; null where the request could not be read. */
  HttpRuleState rules() {
    return rules;
  }

  /** What answered in the place of a server, as logs name it; or null. */
  String service() {
    return service;
  }

  public void service(String name) {
    service = name;
  }

  /** What it was answered with, 0 for nothing. */
  public int status() {
    return status;
  }

  public void status(int code) {
    status = code;
  }

  /** The client gets no answer, and nobody is told. */
  public void unanswered() {
    unanswered = true;
  }

  public boolean isUnanswered() {
    return unanswered;
  }

  /** The version of the response as it was received, or null. */
  String responseVersion() {
    return responseVersion;
  }

  public void responseVersion(String version) {
    responseVersion = version;
  }

  /**
   * Keeps a value of the response.
   *
   * @param slots how many there are
   */
  void captureResponse(int slot, String value, int slots) {
    if (responseCaptures.length == 0) {
      responseCaptures = new String[slots];
    }
    responseCaptures[slot] = value;
  }

  /** What was captured of the response by slot, null where nothing was. */
  String[] responseCaptures() {
    return responseCaptures;
  }
}
