package io.haloom.persist;

import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.model.CookieConfig.Mode;
import io.haloom.proxy.Server;
import java.util.List;

/** The {@code Cookie} fields of one request. */
final class RequestCookies {
  private static final HeaderName COOKIE = HeaderName.of("cookie");

  /** How far dates may lie in the future, for clocks that differ. */
  private static final int FUTURE_SECONDS = 86_400;

  static final char DATE_DELIMITER = '|';
  static final char PREFIX_DELIMITER = '~';

  private final CookieTransaction transaction;
  private final CookieScanner cookie;
  private final FieldEdit edit;
  private final int now;

  RequestCookies(CookieTransaction transaction, int nowSeconds) {
    this.transaction = transaction;
    this.cookie = transaction.scanner;
    this.edit = transaction.edit;
    this.now = nowSeconds;
  }

  void run(Headers headers) {
    int field = headers.find(COOKIE);
    while (field >= 0) {
      boolean kept = readField(headers, field);
      field = headers.find(COOKIE, kept ? field + 1 : field);
    }
  }

  /** False where nothing of the field was left, and it was removed. */
  private boolean readField(Headers headers, int field) {
    cookie.begin(headers, field, true, true);
    edit.begin();
    boolean keeps = false;
    while (cookie.next()) {
      if (!cookie.isAttribute()) {
        keeps |= readPiece();
      }
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

  /** Whether the server is to see it. */
  private boolean readPiece() {
    if (!cookie.isValued()) {
      edit.keepPiece(cookie.start());
      return true;
    }
    transaction.captureFromRequest(cookie);
    boolean own = transaction.config != null && cookie.isNamed(transaction.config.name());
    int prefix = own ? readOwn() : -1;
    if (own && prefix < 0 && transaction.has(Mode.INSERT) && transaction.has(Mode.INDIRECT)) {
      edit.removePieces(cookie.start());
      return false;
    }
    if (!own) {
      edit.keepPiece(cookie.start());
    }
    edit.cut(cookie.nameEnd(), cookie.equalsSign());
    edit.cut(cookie.equalsSign() + 1, cookie.valueStart());
    if (prefix >= 0) {
      edit.cut(cookie.valueStart(), prefix + 1);
    }
    return !own || prefix >= 0;
  }

  /** The delimiter behind the server's name that is to be removed with it, or -1. */
  private int readOwn() {
    int from = cookie.valueStart();
    int to = cookie.valueEnd();
    if (transaction.has(Mode.PREFIX)) {
      int delimiter = cookie.find(PREFIX_DELIMITER, from, to);
      choose(from, delimiter < 0 ? to : delimiter);
      return delimiter;
    }
    int bar = cookie.find(DATE_DELIMITER, from, to);
    if (bar >= 0) {
      readDates(bar, to);
    }
    choose(from, isOutdated() ? from : bar < 0 ? to : bar);
    return -1;
  }

  // --- dates -----------------------------------------------------------------------------------

  private void readDates(int firstBar, int to) {
    int last = date(firstBar, to);
    if (last != 0) {
      transaction.lastDate = last;
    }
    int secondBar = cookie.find(DATE_DELIMITER, firstBar + 1, to);
    int first = secondBar < 0 ? 0 : date(secondBar, to);
    if (first != 0) {
      transaction.firstDate = first;
    }
  }

  private int date(int bar, int to) {
    return to - bar > DateStamp.LENGTH ? DateStamp.read(cookie, bar + 1) : 0;
  }

  /** A cookie whose time has passed counts as none, and its dates, too. */
  private boolean isOutdated() {
    if (isPast(transaction.firstDate, transaction.config.maxLifeSeconds())) {
      transaction.requestCookie = RequestCookie.OLD;
    } else if (isPast(transaction.lastDate, transaction.config.maxIdleSeconds())) {
      transaction.requestCookie = RequestCookie.EXPIRED;
    } else {
      return false;
    }
    transaction.firstDate = 0;
    transaction.lastDate = 0;
    return true;
  }

  private boolean isPast(int date, int limit) {
    return date != 0 && limit != 0 && (now - date > limit || date - now > FUTURE_SECONDS);
  }

  // --- the server ------------------------------------------------------------------------------

  /** Looks for the first server of that value that can be used: several may share one. */
  private void choose(int from, int to) {
    boolean unused = transaction.ignored || transaction.direct;
    List<Server> servers = unused || from == to ? List.of() : transaction.backend.servers();
    for (int i = 0; i < servers.size(); i++) {
      Server server = servers.get(i);
      String value = server.cookie();
      if (value == null || !cookie.is(from, to, value)) {
        continue;
      }
      boolean down = CookieTransaction.isDown(server);
      transaction.requestCookie = down ? RequestCookie.DOWN : RequestCookie.VALID;
      if (transaction.accepts(server)) {
        transaction.use(server);
        return;
      }
    }
    if (transaction.requestCookie == RequestCookie.NONE) {
      transaction.requestCookie = unused ? RequestCookie.UNUSED : RequestCookie.INVALID;
    }
  }
}
