package io.haloom.rule;

import io.haloom.sample.SampleContext;
import java.net.SocketAddress;

/** What actions may change of a session. The stream implements it. */
public interface RuleContext extends SampleContext {

  void setSource(SocketAddress address);

  void setDestination(SocketAddress address);

  /** Applies {@code SO_MARK} to the client's connection. */
  void setMark(int mark);

  /** Applies the TOS byte to the client's connection. */
  void setTos(int tos);

  /** Level 0 to 7 for this session's log, or -1 for {@code silent}. */
  void setLogLevel(int level);

  /** Asks that a header be read next, of the PROXY protocol or a NetScaler's. */
  void expectHeader(boolean netscaler);

  /** {@code set-priority-class}, -2047 to 2047. */
  void setPriorityClass(int priority);

  /** {@code set-priority-offset} in milliseconds, -524287 to 524287. */
  void setPriorityOffset(int millis);

  /**
   * Stores a captured sample in the given slot of the request's captures, cut to the length that is
   * declared for it. A slot that the frontend does not have is ignored.
   */
  void capture(int slot, String value);

  /** What HTTP rules work on; null in TCP mode. */
  default HttpRuleContext http() {
    return null;
  }

  /** A rule decided: the session's {@code last_rule_file} and {@code last_rule_line}. */
  default void decidedBy(Rule rule) {}
}
