package io.haloom.stream;

import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.model.HttpConfig.Capture;
import java.util.List;

/** {@code capture request header} and {@code capture response header}. */
final class HttpCaptures {
  private HttpCaptures() {}

  /** Keeps the declared fields of the request. */
  static void request(Session session, Headers headers) {
    List<Capture> slots = session.frontend().config().http().captures().request();
    for (int slot = 0; slot < slots.size(); slot++) {
      String value = last(headers, slots.get(slot).header());
      if (value != null) {
        session.context().capture(slot, value);
      }
    }
  }

  /** Keeps the declared fields of the response. */
  static void response(Session session, Headers headers) {
    List<Capture> slots = session.frontend().config().http().captures().response();
    for (int slot = 0; slot < slots.size(); slot++) {
      String value = last(headers, slots.get(slot).header());
      if (value != null) {
        String kept = cut(value, slots.get(slot).length());
        session.transaction().captureResponse(slot, kept, slots.size());
      }
    }
  }

  /** The value of the last field of this name, or null; a slot without a name is for rules. */
  private static String last(Headers headers, HeaderName name) {
    int found = -1;
    int field = name == null ? -1 : headers.find(name);
    while (field >= 0) {
      found = field;
      field = headers.find(name, field + 1);
    }
    return found < 0 ? null : headers.value(found);
  }

  static String cut(String value, int length) {
    return value.length() > length ? value.substring(0, length) : value;
  }
}
