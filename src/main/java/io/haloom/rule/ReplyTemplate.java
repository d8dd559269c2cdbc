package io.haloom.rule;

import io.haloom.http.HeaderName;
import io.haloom.http.HttpReply;
import io.haloom.http.Status;
import io.haloom.sample.LogFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code return}, {@code deny}, {@code tarpit} and {@code http-error} answer, as far as the
 * configuration tells it; immutable.
 *
 * @param status of the response; that of an error file may be another
 * @param contentType of the body, or null
 * @param fields {@code hdr}
 * @param body where the body comes from
 */
public record ReplyTemplate(int status, String contentType, List<Field> fields, Body body) {
  private static final byte[] EMPTY = new byte[0];

  /** The status that tells by itself that there is no body (RFC 9110, section 8.6). */
  private static final int NO_CONTENT = 204;

  /** A header field whose value may depend on the session; it is left out where it is empty. */
  public record Field(HeaderName name, LogFormat value) {}

  /** Where the body comes from. */
  public sealed interface Body {}

  /** There is no body. */
  public record NoBody() implements Body {}

  /** {@code string} and {@code file}. */
  public record Fixed(byte[] bytes) implements Body {}

  /** {@code lf-string} and {@code lf-file}. */
  public record Format(LogFormat format) implements Body {}

  /** {@code errorfile}: a whole response. */
  public record Message(HttpReply reply) implements Body {}

  /** {@code default-errorfiles}: the proxy's own. */
  public record Default() implements Body {}

  /** {@code errorfiles}: that of an {@code http-errors} section. */
  public record Section(HttpErrors errors, String name) implements Body {}

  /** The reply of an error file. */
  public static ReplyTemplate of(int status, HttpReply reply) {
    return new ReplyTemplate(status, null, List.of(), new Message(reply));
  }

  /** Whether the proxy's error messages decide. */
  public boolean isDefault() {
    return body instanceof Default;
  }

  /** The reply for a session. */
  public HttpReply build(RuleContext context) {
    return switch (body) {
      case NoBody none -> made(context, EMPTY);
      case Fixed fixed -> made(context, fixed.bytes());
      case Format format ->
          made(context, format.format().text(context).getBytes(StandardCharsets.ISO_8859_1));
      case Message message -> message.reply();
      case Default ignored -> context.http().errorReply(status);
      case Section section -> {
        HttpReply found = section.errors().find(section.name(), status);
        yield found == null ? made(context, EMPTY) : found;
      }
    };
  }

  private HttpReply made(RuleContext context, byte[] bytes) {
    List<HttpReply.Field> all = new ArrayList<>();
    for (Field field : fields) {
      String value = field.value().text(context);
      if (!value.isEmpty()) {
        all.add(new HttpReply.Field(field.name(), value));
      }
    }
    if (status != NO_CONTENT) {
      all.add(new HttpReply.Field(HeaderName.CONTENT_LENGTH, Integer.toString(bytes.length)));
    }
    if (contentType != null && bytes.length > 0) {
      all.add(new HttpReply.Field(HeaderName.CONTENT_TYPE, contentType));
    }
    return new HttpReply(status, Status.reason(status), List.copyOf(all), bytes);
  }
}
