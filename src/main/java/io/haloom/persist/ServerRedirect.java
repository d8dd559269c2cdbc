package io.haloom.persist;

import io.haloom.http.HeaderName;
import io.haloom.http.HttpReply;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.model.ServerConfig;
import java.util.List;

/** {@code server ... redir}: clients are sent to the server instead of being forwarded to it. */
public final class ServerRedirect {
  /** A prefix that leaves the path as it is. */
  private static final String NONE = "/";

  private ServerRedirect() {}

  /**
   * The answer to a request that was given to that server, or null where it is to be forwarded:
   * when the server has no {@code redir}, the method is not GET or HEAD, or the target has no path.
   * Neither a slot nor a connection is needed for it.
   */
  public static HttpReply of(ServerConfig server, RequestHead request) {
    String prefix = server.http().redirect();
    boolean safe = request.method() == Method.GET || request.method() == Method.HEAD;
    if (prefix == null || !safe || request.pathOffset() < 0) {
      return null;
    }
    String path = request.target().substring(request.pathOffset());
    List<HttpReply.Field> fields =
        List.of(
            new HttpReply.Field(HeaderName.CACHE_CONTROL, "no-cache"),
            new HttpReply.Field(HeaderName.CONTENT_LENGTH, "0"),
            new HttpReply.Field(HeaderName.LOCATION, prefix.equals(NONE) ? path : prefix + path));
    return new HttpReply(302, "Found", fields, new byte[0]);
  }
}
