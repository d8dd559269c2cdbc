package io.haloom.rule;

import io.haloom.http.HttpReply;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;

/** What actions of HTTP rules may change, beside what {@link RuleContext} has. */
public interface HttpRuleContext {

  /** The request's head; what is changed of it goes to the server. */
  RequestHead request();

  /** The response's head; what is changed of it goes to the client. Null before it came. */
  ResponseHead response();

  /**
   * Says what the client gets in the place of a server's response; for {@link Verdict#REPLY},
   * {@link Verdict#DENY} and {@link Verdict#TARPIT}.
   */
  void reply(HttpReply reply);

  /** {@code strict-mode}: whether an action that cannot be done ends the request. */
  void strictMode(boolean strict);

  /** Whether {@code strict-mode} is on, as it is at first. */
  boolean isStrict();

  /**
   * {@code wait-for-body}: waits, blocking, until the message's body is complete, {@code atLeast}
   * bytes have come, or the buffer is full.
   *
   * @param timeoutMillis how long at most
   * @param atLeast bytes of payload, 0 for all
   * @return false where the time passed first
   */
  boolean waitForBody(int timeoutMillis, long atLeast);

  /** {@code set-timeout server}, in milliseconds. */
  void serverTimeout(int millis);

  /** {@code set-timeout tunnel}, in milliseconds. */
  void tunnelTimeout(int millis);

  /** {@code early-hint}: a field of the 103 response sent with the next other rule. */
  void earlyHint(HttpReply.Field field);

  /** {@code disable-l7-retry}. */
  void disableRetry();
}
