package io.haloom.rule;

import io.haloom.http.HttpReply;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import java.util.List;

/** What actions of HTTP rules may change, beside what {@link RuleContext} has. */
public interface HttpRuleContext {

  /** The request's head; what is changed of it goes to the server. */
  RequestHead request();

  /** The response's head; what is changed of it goes to the client. Null before it came. */
  ResponseHead response();

  /** Whether the request has a body that nobody has read. */
  boolean hasUnreadBody();

  /**
   * Bytes by which the head in hand may grow and still fit the buffer, together with what is there
   * of the body.
   */
  int room();

  /** Counts an edit that could not be made. */
  void failedRewrite();

  /**
   * Says what the client gets in the place of a server's response; for {@link Verdict#REPLY},
   * {@link Verdict#DENY} and {@link Verdict#TARPIT}.
   *
   * @param status what logs tell; that of the reply is another where an error file says so
   */
  void reply(int status, HttpReply reply);

  /**
   * The status that logs and formats tell from here on: that of an answer about to be made, too.
   */
  default void answers(int status) {}

  /** What the backend, or else the frontend, or else HAProxy answers with that status. */
  HttpReply errorReply(int status);

  /** Whether the request was sent as to a proxy, and {@code option http-use-proxy-header} is on. */
  boolean isProxied();

  /** {@code strict-mode}: whether an edit that cannot be made ends the request. */
  void strictMode(boolean strict);

  /** Whether {@code strict-mode} is on, as it is at first for the request and for the response. */
  boolean isStrict();

  /**
   * {@code wait-for-body}: waits, blocking, until the message's body is complete, {@code atLeast}
   * bytes have come, or the buffer is full.
   *
   * @param timeoutMillis how long at most
   * @param atLeast bytes of payload, 0 for all
   * @return {@link Verdict#CONTINUE}, or what it ends with: {@link Verdict#INVALID} where the body
   *     is malformed, a reply (408 for a request, 504 for a response) where the time passed first
   */
  Verdict waitForBody(int timeoutMillis, long atLeast);

  /** {@code set-timeout server}, in milliseconds. */
  void serverTimeout(int millis);

  /** {@code set-timeout tunnel}, in milliseconds. */
  void tunnelTimeout(int millis);

  /** {@code early-hint}: sends a 103 response with these fields at once. */
  void earlyHints(List<HttpReply.Field> fields);

  /** {@code use-service}: the service of this name answers the request, and no server. */
  void useService(String name);

  /** {@code disable-l7-retry}. */
  void disableRetry();

  /** As {@link RuleContext#capture}, among the response's captures. */
  void captureResponse(int slot, String value);
}
