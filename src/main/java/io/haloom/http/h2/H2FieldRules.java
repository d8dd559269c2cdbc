package io.haloom.http.h2;

import io.haloom.http.Authority;
import io.haloom.http.Chars;
import java.util.Arrays;

/**
 * Judges the fields of one message as they are decoded (RFC 9113, sections 8.2, 8.3 and 8.5; RFC
 * 8441), and passes on those that are to be kept. Used again for each block.
 *
 * <p>What breaks a rule of HTTP/2 makes the message malformed, and its stream ends with
 * PROTOCOL_ERROR. A method that is no token, a scheme that is none and an authority with a blank
 * are answered with 400, as with HAProxy 2.6, and so is the rest of what HTTP/1 answers so. What
 * HAProxy takes and is refused here:
 *
 * <ul>
 *   <li>A {@code Z} in a name: its range of capitals ends before it.
 *   <li>A value that begins or ends with a blank: section 8.2.1 forbids it, and whoever trims it
 *       behind us would see another value than rules have seen.
 *   <li>{@code :path: *} with any method but OPTIONS: in HTTP/1 there is no such request.
 *   <li>{@code :protocol} with any method but CONNECT, or where it was not offered: HAProxy leaves
 *       it out, so that a tunnel becomes an ordinary request.
 *   <li>An empty {@code :authority}: it would become an empty {@code Host}.
 *   <li>An authority or a {@code Host} with a name and password, a list, or what may end it, and
 *       bytes above 127 in a path: as in HTTP/1, where invalid requests are not accepted.
 *   <li>A second {@code Host} that differs from the first: HAProxy takes the first one, and what is
 *       behind it might have taken the other.
 *   <li>A status below 100, and {@code :protocol} in a response.
 * </ul>
 *
 * <p>A name without a character, which HAProxy cannot decode, is the stream's error, not the
 * connection's, and so are trailers that are malformed, with PROTOCOL_ERROR and not with
 * INTERNAL_ERROR.
 *
 * <p>As with HAProxy, {@code Host} is left out beside {@code :authority}, whatever it says,
 * although section 8.3.1 would have a server refuse one that differs: nobody behind sees it.
 * Neither is required. Numbers of {@code Content-Length} that are equal are one.
 */
public final class H2FieldRules implements FieldSink {

  /** What is to become of a message. */
  public enum Verdict {
    RIGHT,
    /** To be answered with 400. */
    BAD_REQUEST,
    /** Its stream ends with PROTOCOL_ERROR. */
    MALFORMED
  }

  /** What the first thing that is wrong makes of a message; nothing is worse than malformed. */
  static final class Judgement {
    private boolean relaxed;
    private Verdict verdict;
    private String reason;

    private void begin(boolean suspiciousPasses) {
      relaxed = suspiciousPasses;
      verdict = Verdict.RIGHT;
      reason = null;
    }

    void malformed(String why) {
      if (verdict != Verdict.MALFORMED) {
        verdict = Verdict.MALFORMED;
        reason = why;
      }
    }

    void bad(String why) {
      if (verdict == Verdict.RIGHT) {
        verdict = Verdict.BAD_REQUEST;
        reason = why;
      }
    }

    void suspicious(String why) {
      if (!relaxed) {
        bad(why);
      }
    }

    /** Malformed, unless invalid requests are accepted: then it passes, or is a bad request. */
    void forbidden(boolean passes, String why) {
      if (!relaxed) {
        malformed(why);
      } else if (!passes) {
        bad(why);
      }
    }
  }

  private enum Kind {
    REQUEST,
    RESPONSE,
    TRAILERS
  }

  private static final int PSEUDO_FIELDS = PseudoField.values().length;

  private final FieldBytes bytes;
  private final FieldSink kept;
  private final int[] from = new int[PSEUDO_FIELDS];
  private final int[] to = new int[PSEUDO_FIELDS];

  private final ContentLength length = new ContentLength();
  private final Judgement judgement = new Judgement();
  private final RequestRules request = new RequestRules(this, judgement);

  private Kind kind;
  private boolean connects;
  private int present;
  private boolean regular;
  private int hostFrom;
  private int hostTo;
  private int status;

  /**
   * @param bytes what the fields' offsets are of
   * @param kept who gets the fields that are no pseudo-fields and mean something
   */
  public H2FieldRules(FieldBytes bytes, FieldSink kept) {
    this.bytes = bytes;
    this.kept = kept;
  }

  /**
   * Begins a request.
   *
   * @param relaxed whether what is merely suspicious passes ({@code accept-invalid-http-request})
   * @param connects whether the client was offered extended CONNECT
   */
  public void request(boolean relaxed, boolean connects) {
    begin(Kind.REQUEST, relaxed);
    this.connects = connects;
  }

  /** Begins a response, the final one or one of 1xx. */
  public void response() {
    begin(Kind.RESPONSE, false);
  }

  /** Begins trailers of a request or a response. */
  public void trailers() {
    begin(Kind.TRAILERS, false);
  }

  private void begin(Kind next, boolean relaxed) {
    kind = next;
    judgement.begin(relaxed);
    length.clear();
    present = 0;
    regular = false;
    hostFrom = -1;
    status = 0;
  }

  /** Whether the field has come. */
  public boolean has(PseudoField field) {
    return (present & 1 << field.ordinal()) != 0;
  }

  /** Where its value begins. */
  public int from(PseudoField field) {
    return from[field.ordinal()];
  }

  /** Where its value ends. */
  public int to(PseudoField field) {
    return to[field.ordinal()];
  }

  /** {@code Content-Length}, or -1. */
  public long contentLength() {
    return length.value();
  }

  /** Of a response that is right. */
  public int status() {
    return status;
  }

  /** Why the verdict is not {@link Verdict#RIGHT}. */
  public String reason() {
    return judgement.reason;
  }

  @Override
  public void field(int nameFrom, int valueFrom, int valueTo, boolean neverIndexed) {
    byte[] array = bytes.array();
    if (judgement.verdict == Verdict.MALFORMED) {
      return;
    }
    if (!isValue(array, valueFrom, valueTo)) {
      judgement.malformed("a value with a line end, a NUL or a blank at its ends");
    } else if (nameFrom < valueFrom && array[nameFrom] == ':') {
      pseudo(PseudoField.of(array, nameFrom, valueFrom), valueFrom, valueTo);
    } else if (!isName(array, nameFrom, valueFrom)) {
      judgement.malformed("a name that is no token in lower case");
    } else {
      regular = true;
      regular(nameFrom, valueFrom, valueTo, neverIndexed);
    }
  }

  private static boolean isName(byte[] array, int nameFrom, int nameTo) {
    for (int at = nameFrom; at < nameTo; at++) {
      byte c = array[at];
      if (!Chars.isToken(c) || c >= 'A' && c <= 'Z') {
        return false;
      }
    }
    return nameTo > nameFrom;
  }

  private static boolean isValue(byte[] array, int valueFrom, int valueTo) {
    for (int at = valueFrom; at < valueTo; at++) {
      byte c = array[at];
      if (c <= '\r' && (c == '\r' || c == '\n' || c == 0)) {
        return false;
      }
    }
    return valueFrom == valueTo
        || !Chars.isBlank(array[valueFrom]) && !Chars.isBlank(array[valueTo - 1]);
  }

  private void pseudo(PseudoField field, int valueFrom, int valueTo) {
    if (field == null || kind == Kind.TRAILERS || kind == Kind.REQUEST == isOfResponse(field)) {
      judgement.malformed("a pseudo-field that may not be here");
    } else if (regular) {
      judgement.malformed("a pseudo-field behind another field");
    } else if (has(field)) {
      judgement.malformed("a pseudo-field twice");
    } else {
      present |= 1 << field.ordinal();
      from[field.ordinal()] = valueFrom;
      to[field.ordinal()] = valueTo;
    }
  }

  private static boolean isOfResponse(PseudoField field) {
    return field == PseudoField.STATUS;
  }

  private void regular(int nameFrom, int valueFrom, int valueTo, boolean neverIndexed) {
    int end =
        switch (meaning(nameFrom, valueFrom)) {
          case CONNECTION -> {
            judgement.malformed("a field of a connection");
            yield -1;
          }
          case TE -> te(valueFrom, valueTo);
          case HOST -> host(valueFrom, valueTo);
          case CONTENT_LENGTH -> length(valueFrom, valueTo);
          case ORDINARY -> valueTo;
        };
    if (end >= 0) {
      kept.field(nameFrom, valueFrom, end, neverIndexed);
    }
  }

  private enum Meaning {
    ORDINARY,
    CONNECTION,
    TE,
    HOST,
    CONTENT_LENGTH
  }

  private Meaning meaning(int nameFrom, int nameTo) {
    return switch (nameTo - nameFrom) {
      case 2 -> is(nameFrom, nameTo, "te", Meaning.TE);
      case 4 -> is(nameFrom, nameTo, "host", Meaning.HOST);
      case 7 -> is(nameFrom, nameTo, "upgrade", Meaning.CONNECTION);
      case 10 ->
          bytes.array()[nameFrom] == 'c'
              ? is(nameFrom, nameTo, "connection", Meaning.CONNECTION)
              : is(nameFrom, nameTo, "keep-alive", Meaning.CONNECTION);
      case 14 -> is(nameFrom, nameTo, "content-length", Meaning.CONTENT_LENGTH);
      case 16 -> is(nameFrom, nameTo, "proxy-connection", Meaning.CONNECTION);
      case 17 -> is(nameFrom, nameTo, "transfer-encoding", Meaning.CONNECTION);
      default -> Meaning.ORDINARY;
    };
  }

  private Meaning is(int nameFrom, int nameTo, String name, Meaning meaning) {
    return Chars.equals(bytes.array(), nameFrom, nameTo, name) ? meaning : Meaning.ORDINARY;
  }

  /** Responses have none, and as with HAProxy it passes there. */
  private int te(int valueFrom, int valueTo) {
    boolean trailers = Chars.equals(bytes.array(), valueFrom, valueTo, "trailers");
    if (kind == Kind.TRAILERS || kind == Kind.REQUEST && !trailers) {
      judgement.malformed("te with anything but trailers");
      return -1;
    }
    return valueTo;
  }

  private int host(int valueFrom, int valueTo) {
    if (kind == Kind.RESPONSE) {
      return valueTo;
    }
    if (kind == Kind.TRAILERS) {
      judgement.malformed("host in trailers");
      return -1;
    }
    if (has(PseudoField.AUTHORITY)) {
      return -1;
    }
    byte[] array = bytes.array();
    if (hostFrom >= 0) {
      if (!Arrays.equals(array, hostFrom, hostTo, array, valueFrom, valueTo)) {
        judgement.malformed("two hosts");
      }
      return -1;
    }
    hostFrom = valueFrom;
    hostTo = valueTo;
    if (!Authority.isPlain(array, valueFrom, valueTo)) {
      judgement.suspicious("a host with more than a name and a port");
    }
    return valueTo;
  }

  private int length(int valueFrom, int valueTo) {
    if (kind == Kind.TRAILERS) {
      judgement.malformed("content-length in trailers");
      return -1;
    }
    boolean first = length.value() < 0;
    int end = length.take(bytes.array(), valueFrom, valueTo);
    if (end < 0) {
      judgement.malformed("content-length that is no number, or several");
    }
    return first ? end : -1;
  }

  /** The block is over; what is to become of the message. */
  public Verdict end() {
    if (judgement.verdict != Verdict.MALFORMED) {
      switch (kind) {
        case REQUEST -> request.judge(bytes.array(), connects);
        case RESPONSE -> endResponse();
        case TRAILERS -> {}
      }
    }
    return judgement.verdict;
  }

  private void endResponse() {
    int start = from(PseudoField.STATUS);
    byte[] array = bytes.array();
    if (!has(PseudoField.STATUS) || to(PseudoField.STATUS) - start != 3) {
      judgement.malformed("no :status, or none of three digits");
      return;
    }
    for (int at = start; at < start + 3; at++) {
      if (!Chars.isDigit(array[at])) {
        judgement.malformed("a status that is no number");
        return;
      }
      status = status * 10 + array[at] - '0';
    }
    if (status < 100 || status == 101) {
      judgement.malformed("a status that HTTP/2 has not");
    }
  }
}
