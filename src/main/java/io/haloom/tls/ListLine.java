package io.haloom.tls;

import java.util.List;
import java.util.Map;

/**
 * What a line of a list says beside the certificate (HAProxy manual, {@code crt-list}).
 *
 * @param words of TLS, as a bind line would say them
 * @param written the same as written, in the order they are shown; null where there are no brackets
 * @param filters names, those with a leading {@code *}, and exceptions with {@code !}
 */
public record ListLine(TlsWords words, Map<String, String> written, List<String> filters) {
  static final ListLine NONE = new ListLine(TlsWords.NONE, null, List.of());
}
