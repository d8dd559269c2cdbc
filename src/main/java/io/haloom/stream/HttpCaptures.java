package io.haloom.stream;

import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.model.HttpConfig.Capture;
import java.util.List;

/** {@code capture request header} and {@code capture response header}. */
public final class HttpCaptures {
  private HttpCaptures() {}

  /** Keeps the declared fields of the request. */
  public static void request(Stream stream, Headers headers) {
    List<Capture> slots = stream.frontendConfig().http().captures().request();
    for (int slot = 0; slot < slots.size(); slot++) {
      String value = last(headers, slots.get(slot).header());
      if (value != null) {
        stream.context().capture(slot, value);
      }
    }
  }

  /** Keeps the declared fields of the response. */
  public static void response(Stream stream, Headers headers) {
    List<Capture> slots = stream.frontendConfig().http().captures().response();
    for (int slot = 0; slot < slots.size(); slot++) {
      String value = last(headers, slots.get(slot).header());
      if (value != null) {
        String kept = cut(value, slots.get(slot).length());
        stream.transaction().captureResponse(slot, kept, slots.size());
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

  /** At most so much, and nothing from a NUL on, which ends a capture for HAProxy. */
  static String cut(String value, int length) {
    int nul = value.indexOf(0);
    int end = Math.min(nul < 0 ? value.length() : nul, length);
    return value.substring(0, end);
  }
}
