package io.haloom.rule;

import io.haloom.http.HttpReply;
import java.util.Map;

/**
 * The error messages that a proxy has of its own ({@code errorfile}, {@code errorloc}, {@code
 * errorfiles}, {@code http-error}).
 *
 * @param byStatus what is answered for a status
 */
public record ErrorReplies(Map<Integer, ReplyTemplate> byStatus) {
  /** None. */
  public static final ErrorReplies NONE = new ErrorReplies(Map.of());

  /** The reply for this status, or null where the proxy has none of its own. */
  public HttpReply reply(int status, RuleContext context) {
    ReplyTemplate template = byStatus.get(status);
    return template == null ? null : template.build(context);
  }

  /**
   * The error file for this status, or null where the proxy has none: what can be sent to a client
   * whose request could not be read.
   */
  public HttpReply file(int status) {
    ReplyTemplate template = byStatus.get(status);
    boolean whole = template != null && template.body() instanceof ReplyTemplate.Message;
    return whole ? ((ReplyTemplate.Message) template.body()).reply() : null;
  }
}
