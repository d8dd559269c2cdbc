package io.haloom.http.h2;

import io.haloom.http.Authority;
import io.haloom.http.Chars;
import io.haloom.http.h2.H2FieldRules.Judgement;

/** Judges what the pseudo-fields of a request say together, when all of them are there. */
final class RequestRules {
  private final H2FieldRules fields;
  private final Judgement judgement;

  /** Whether the client was offered extended CONNECT. */
  private boolean connects;

  private byte[] array;

  RequestRules(H2FieldRules fields, Judgement judgement) {
    this.fields = fields;
    this.judgement = judgement;
  }

  void judge(byte[] bytes, boolean extendedConnect) {
    array = bytes;
    connects = extendedConnect;
    judgePresence();
    if (has(PseudoField.METHOD)) {
      judgeMethod();
    }
    if (has(PseudoField.AUTHORITY)) {
      judgeAuthority();
    }
    if (has(PseudoField.SCHEME) && !isScheme()) {
      judgement.bad("a scheme that is none");
    }
    if (has(PseudoField.PATH)) {
      judgePath(fields.from(PseudoField.PATH), fields.to(PseudoField.PATH));
    }
    if (has(PseudoField.PROTOCOL) && !isToken(PseudoField.PROTOCOL)) {
      judgement.malformed("a protocol that is no token");
    }
  }

  private void judgePresence() {
    boolean connect = is(PseudoField.METHOD, "CONNECT");
    boolean extended = has(PseudoField.PROTOCOL);
    if (!has(PseudoField.METHOD)) {
      judgement.malformed("no :method");
    } else if (extended && !(connect && connects)) {
      judgement.malformed(":protocol without CONNECT, or not offered");
    } else if (connect && !extended) {
      if (has(PseudoField.SCHEME) || has(PseudoField.PATH) || !has(PseudoField.AUTHORITY)) {
        judgement.malformed("CONNECT with :scheme or :path, or without :authority");
      }
    } else if (!has(PseudoField.SCHEME) || !has(PseudoField.PATH)) {
      judgement.malformed("no :scheme or no :path");
    } else if (extended && !has(PseudoField.AUTHORITY)) {
      judgement.malformed("extended CONNECT without :authority");
    }
  }

  private void judgeMethod() {
    if (fields.from(PseudoField.METHOD) == fields.to(PseudoField.METHOD)) {
      judgement.malformed("an empty :method");
    } else if (!isToken(PseudoField.METHOD)) {
      judgement.bad("a method that is no token");
    }
  }

  private void judgeAuthority() {
    int start = fields.from(PseudoField.AUTHORITY);
    int end = fields.to(PseudoField.AUTHORITY);
    if (start == end) {
      judgement.malformed("an empty :authority");
    } else if (!Authority.isPlain(array, start, end)) {
      judgement.suspicious("an authority with more than a host and a port");
    }
  }

  private boolean isScheme() {
    int start = fields.from(PseudoField.SCHEME);
    int end = fields.to(PseudoField.SCHEME);
    for (int at = start; at < end; at++) {
      int lower = array[at] | 0x20;
      boolean letter = lower >= 'a' && lower <= 'z';
      boolean other = Chars.isDigit(array[at]) || "+-.".indexOf(array[at]) >= 0;
      if (!letter && (at == start || !other)) {
        return false;
      }
    }
    return end > start;
  }

  private void judgePath(int start, int end) {
    boolean asterisk = end - start == 1 && array[start] == '*';
    if (start == end || array[start] != '/' && !(asterisk && is(PseudoField.METHOD, "OPTIONS"))) {
      judgement.malformed("a path that does not begin with a slash");
      return;
    }
    for (int at = start; at < end; at++) {
      byte c = array[at];
      if (c >= 0 && c <= ' ' || c == '#') {
        judgement.forbidden(c == '#', "a path with a blank, a control character or a fragment");
      } else if (c == 0x7f) {
        judgement.bad("a path with a control character");
      } else if (c < 0) {
        judgement.suspicious("a path with bytes that are no ASCII");
      }
    }
  }

  private boolean has(PseudoField field) {
    return fields.has(field);
  }

  private boolean is(PseudoField field, String text) {
    return has(field) && Chars.equals(array, fields.from(field), fields.to(field), text);
  }

  private boolean isToken(PseudoField field) {
    int end = fields.to(field);
    return fields.from(field) < end && Chars.skipToken(array, fields.from(field), end) == end;
  }
}
