package io.haloom.rule;

import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.http.RequestHead;

/** The parts of a request target as rules read and replace them (RFC 9112, section 3.2). */
enum RequestTarget {
  PATH {
    @Override
    int start(String target, int path) {
      return path;
    }

    @Override
    int end(String target, int start) {
      int query = target.indexOf('?', start);
      return query < 0 ? target.length() : query;
    }
  },
  PATH_AND_QUERY {
    @Override
    int start(String target, int path) {
      return path;
    }

    @Override
    int end(String target, int start) {
      return target.length();
    }
  },
  URI {
    @Override
    int start(String target, int path) {
      return 0;
    }

    @Override
    int end(String target, int start) {
      return target.length();
    }
  };

  abstract int start(String target, int path);

  abstract int end(String target, int start);

  /** This part of the request's target, or null where it has none. */
  String of(RequestHead request) {
    String target = request.target();
    int start = start(target, request.pathOffset());
    return start < 0 ? null : target.substring(start, end(target, start));
  }

  /**
   * Replaces this part. A target without a path is replaced as a whole, up to its query.
   *
   * @return whether there was room for it
   */
  boolean replace(RuleContext context, String text) {
    RequestHead request = context.http().request();
    String target = request.target();
    int start = Math.max(0, start(target, request.pathOffset()));
    int end = end(target, start);
    return set(context, target.substring(0, start) + text + target.substring(end))
        && (this != URI || hostFollows(request));
  }

  /** Replaces what follows the first question mark, which is added where it is missing. */
  static boolean replaceQuery(RuleContext context, String query) {
    String target = context.http().request().target();
    int mark = target.indexOf('?');
    if (mark < 0 && query.isEmpty()) {
      return true;
    }
    String before = mark < 0 ? target : target.substring(0, mark);
    return set(context, before + '?' + query);
  }

  /** A blank would end the target, so that servers would read another request than this. */
  private static boolean set(RuleContext context, String target) {
    RequestHead request = context.http().request();
    String text = target.replace(" ", "%20").replace("\t", "%09");
    boolean fits =
        !text.isEmpty()
            && HeadEdits.isOneLine(text)
            && HeadEdits.fits(
                context, text.length() - (request.targetEnd() - request.targetStart()));
    if (fits) {
      request.target(text);
    }
    return fits;
  }

  private static boolean hostFollows(RequestHead request) {
    String authority = request.authority();
    if (authority == null) {
      int first = request.target().charAt(0);
      return first == '/' || first == '*';
    }
    Headers headers = request.headers();
    for (int field = headers.find(HeaderName.HOST);
        field >= 0;
        field = headers.find(HeaderName.HOST, field + 1)) {
      headers.replace(field, authority);
    }
    return true;
  }
}
