package io.haloom.persist;

import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.model.CookieConfig;
import io.haloom.model.CookieConfig.Mode;
import io.haloom.proxy.Server;

/** The {@code Set-Cookie} and {@code Set-Cookie2} fields of one response. */
final class ResponseCookies {
  private static final HeaderName SET_COOKIE2 = HeaderName.of("set-cookie2");
  private static final String REMOVAL = "=; Expires=Thu, 01-Jan-1970 00:00:01 GMT; path=/";

  private final CookieTransaction transaction;
  private final CookieScanner cookie;
  private final FieldEdit edit;
  private final Headers headers;
  private final Server server;
  private boolean set;

  /**
   * @param server the response is from, or null
   */
  ResponseCookies(CookieTransaction transaction, Headers headers, Server server) {
    this.transaction = transaction;
    this.cookie = transaction.scanner;
    this.edit = transaction.edit;
    this.headers = headers;
    this.server = server;
  }

  /** Whether the server sets any cookie. */
  boolean isSet() {
    return set;
  }

  /** Looks at what the server sets. */
  void run() {
    readFields(HeaderName.SET_COOKIE, false);
    readFields(SET_COOKIE2, true);
  }

  private void readFields(HeaderName name, boolean commas) {
    int field = headers.find(name);
    set |= field >= 0;
    boolean wanted = transaction.config != null || transaction.capture != null;
    while (wanted && field >= 0) {
      boolean kept = readField(field, commas);
      field = headers.find(name, kept ? field + 1 : field);
    }
  }

  /** False where the field was removed. */
  private boolean readField(int field, boolean commas) {
    cookie.begin(headers, field, false, commas);
    edit.begin();
    boolean keeps = false;
    while (cookie.next()) {
      keeps |= readPiece();
    }
    if (edit.isRemoving() && !keeps) {
      headers.remove(field);
      return false;
    }
    String left = edit.result();
    if (left != null) {
      headers.replace(field, left);
    }
    return true;
  }

  /** Whether the client is to see it. */
  private boolean readPiece() {
    if (!cookie.isValued()) {
      edit.keepPiece(cookie.start());
      return true;
    }
    transaction.captureFromResponse(cookie);
    CookieConfig config = transaction.config;
    boolean own = config != null && !transaction.ignored && cookie.isNamed(config.name());
    ResponseCookie fate = own ? fate() : null;
    if (own) {
      transaction.responseCookie = fate;
    }
    if (fate == ResponseCookie.DELETED) {
      edit.removePieces(cookie.start());
      return false;
    }
    edit.keepPiece(cookie.start());
    edit.cut(cookie.nameEnd(), cookie.equalsSign());
    edit.cut(cookie.equalsSign() + 1, cookie.valueStart());
    if (fate == ResponseCookie.REWRITTEN) {
      boolean prefix = config.has(Mode.PREFIX);
      edit.replace(
          cookie.valueStart(),
          prefix ? cookie.valueStart() : cookie.valueEnd(),
          prefix ? server.cookie() + RequestCookies.PREFIX_DELIMITER : server.cookie());
    }
    return true;
  }

  private ResponseCookie fate() {
    CookieConfig config = transaction.config;
    if (config.has(Mode.PRESERVE)) {
      return ResponseCookie.PASSED;
    }
    if (server != null && config.has(Mode.INSERT)
        || transaction.direct && config.has(Mode.INDIRECT)) {
      return ResponseCookie.DELETED;
    }
    boolean rewrites = config.has(Mode.REWRITE) || config.has(Mode.PREFIX);
    return rewrites && server != null && server.cookie() != null
        ? ResponseCookie.REWRITTEN
        : ResponseCookie.PASSED;
  }

  // --- insertion -------------------------------------------------------------------------------

  /** Inserts the persistence cookie where the client is to learn it. */
  void insert(int now) {
    if (server == null || !transaction.has(Mode.INSERT) || !isDue(now)) {
      return;
    }
    String value = server.cookie();
    headers.add(HeaderName.SET_COOKIE, rendered(value, now));
    transaction.responseCookie =
        value != null && transaction.direct ? ResponseCookie.UPDATED : ResponseCookie.INSERTED;
    if (transaction.has(Mode.NOCACHE)) {
      transaction.cache.forbid(headers);
    }
  }

  private boolean isDue(int now) {
    CookieConfig config = transaction.config;
    boolean passed = transaction.responseCookie == ResponseCookie.PASSED;
    boolean unwanted =
        transaction.ignored
            || passed && config.has(Mode.PRESERVE)
            || config.has(Mode.POSTONLY) && !transaction.post;
    return !unwanted && (!transaction.direct || isOutOfDate(config, now));
  }

  /** Whether the client's cookie, which names this server, has not the dates it should have. */
  private boolean isOutOfDate(CookieConfig config, int now) {
    int last = transaction.lastDate;
    boolean dated = config.maxIdleSeconds() != 0 || last != 0;
    boolean first = transaction.firstDate != 0;
    return dated && (last == 0 || last - now < 0) || (config.maxLifeSeconds() != 0) != first;
  }

  private String rendered(String value, int now) {
    CookieConfig config = transaction.config;
    StringBuilder text = new StringBuilder(64).append(config.name());
    if (value == null) {
      text.append(REMOVAL);
    } else {
      text.append('=').append(value);
      dates(text, now);
      text.append("; path=/");
    }
    if (config.domain() != null) {
      text.append("; domain=").append(config.domain());
    }
    text.append(config.has(Mode.HTTPONLY) ? "; HttpOnly" : "");
    text.append(config.has(Mode.SECURE) ? "; Secure" : "");
    if (config.attributes() != null) {
      text.append("; ").append(config.attributes());
    }
    return text.toString();
  }

  /** {@code |LAST} or {@code |LAST|FIRST}. */
  private void dates(StringBuilder text, int now) {
    CookieConfig config = transaction.config;
    if (config.maxIdleSeconds() == 0 && config.maxLifeSeconds() == 0) {
      return;
    }
    DateStamp.write(now, text.append(RequestCookies.DATE_DELIMITER));
    if (config.maxLifeSeconds() != 0) {
      int first = transaction.firstDate;
      DateStamp.write(first == 0 ? now : first, text.append(RequestCookies.DATE_DELIMITER));
    }
  }
}
