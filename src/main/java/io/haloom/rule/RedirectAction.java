package io.haloom.rule;

import io.haloom.http.Blanks;
import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.http.HttpReply;
import io.haloom.http.RequestHead;
import io.haloom.http.Status;
import io.haloom.sample.LogFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code redirect}.
 *
 * @param kind what the target is made of
 * @param literal the text as written, or null where it is a format
 * @param format yields the text, or null
 * @param code the status
 * @param flags {@code drop-query} and its kin
 * @param cookie {@code Set-Cookie}'s value, or null
 */
record RedirectAction(
    Kind kind, String literal, LogFormat format, int code, Flags flags, String cookie)
    implements Action {
  private static final byte[] EMPTY = new byte[0];

  /** What the target is made of. */
  enum Kind {
    /** The text alone. */
    LOCATION,
    /** The text and the request's path. */
    PREFIX,
    /** The text as a scheme, the request's host and its path. */
    SCHEME
  }

  /** Switches of a redirection. */
  record Flags(boolean dropQuery, boolean appendSlash, boolean ignoreEmpty) {}

  @Override
  public Verdict apply(RuleContext context) {
    String location = location(context);
    if (location == null) {
      return Verdict.CONTINUE;
    }
    List<HttpReply.Field> fields = new ArrayList<>();
    if (context.http().hasUnreadBody()) {
      fields.add(new HttpReply.Field(HeaderName.CONNECTION, "close"));
    }
    fields.add(new HttpReply.Field(HeaderName.CONTENT_LENGTH, "0"));
    fields.add(new HttpReply.Field(HeaderName.LOCATION, location));
    if (code == 302 || code == 303 || code == 307) {
      fields.add(new HttpReply.Field(HeaderName.CACHE_CONTROL, "no-cache"));
    }
    if (cookie != null) {
      fields.add(new HttpReply.Field(HeaderName.SET_COOKIE, cookie));
    }
    String reason = code == 302 ? "Found" : Status.reason(code);
    context.http().reply(code, new HttpReply(code, reason, List.copyOf(fields), EMPTY));
    return Verdict.REPLY;
  }

  /** Where to go, or null where there is nowhere. */
  private String location(RuleContext context) {
    StringBuilder out = new StringBuilder(format == null ? literal : format.text(context));
    if (kind == Kind.LOCATION) {
      return out.isEmpty() && flags.ignoreEmpty() ? null : out.toString();
    }
    RequestHead request = context.http().request();
    if (kind == Kind.SCHEME) {
      out.append("://").append(host(request));
    }
    RequestTarget part = flags.dropQuery() ? RequestTarget.PATH : RequestTarget.PATH_AND_QUERY;
    String path = part.of(request);
    out.append(path == null ? "/" : path);
    if (flags.appendSlash() && out.charAt(out.length() - 1) != '/') {
      out.append('/');
    }
    return out.toString();
  }

  private static String host(RequestHead request) {
    Headers headers = request.headers();
    String host = headers.value(HeaderName.HOST);
    if (host == null) {
      return "";
    }
    int comma = host.indexOf(',');
    return comma < 0 ? host : Blanks.strip(host.substring(0, comma));
  }
}
