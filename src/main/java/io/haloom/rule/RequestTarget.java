package io.haloom.rule;

import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.http.RequestHead;
import io.haloom.sample.ByteText;

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
    ByteText changed = context.takeText();
    changed.append(target, 0, start);
    appendWithoutBlanks(changed, text).append(target, end, target.length());
    boolean fits = set(context, changed);
    if (fits && this == URI) {
      request.formByRule();
    }
    return fits && (this != URI || hostFollows(request));
  }

  /** Replaces what follows the first question mark, which is added where it is missing. */
  static boolean replaceQuery(RuleContext context, String query) {
    String target = context.http().request().target();
    int mark = target.indexOf('?');
    if (mark < 0 && query.isEmpty()) {
      return true;
    }
    ByteText changed = context.takeText();
    changed.append(target, 0, mark < 0 ? target.length() : mark).append('?');
    return set(context, appendWithoutBlanks(changed, query));
  }

  /** A blank would end the target, so that servers would read another request than this. */
  private static ByteText appendWithoutBlanks(ByteText into, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        into.append("%20");
      } else if (c == '\t') {
        into.append("%09");
      } else {
        into.append(c);
      }
    }
    return into;
  }

  /** Makes a text, which is given back, the target. */
  private static boolean set(RuleContext context, ByteText text) {
    RequestHead request = context.http().request();
    boolean fits =
        !text.isEmpty()
            && HeadEdits.isOneLine(text)
            && HeadEdits.fits(
                context, text.length() - (request.targetEnd() - request.targetStart()));
    if (fits) {
      request.target(text);
    }
    context.giveText(text);
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
