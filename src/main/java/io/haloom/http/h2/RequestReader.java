package io.haloom.http.h2;

import io.haloom.http.BadMessageException;
import io.haloom.http.Chars;
import io.haloom.http.Framing;
import io.haloom.http.MessageState;
import io.haloom.http.RequestHead;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Makes the head of a request out of a field block, as HTTP/1 would have it: the target in absolute
 * form, {@code Host} before all other fields, one {@code Cookie} behind them, and an extended
 * CONNECT as a GET that asks for another protocol (RFC 8441). Used again for each block; the bytes
 * of a head are its own.
 */
final class RequestReader {
  private static final byte[] VERSION = HeadEncoder.ascii("HTTP/2.0");
  private static final byte[] AFTER_SCHEME = HeadEncoder.ascii("://");
  private static final byte[] HTTP = HeadEncoder.ascii("http");
  private static final byte[] HTTPS = HeadEncoder.ascii("https");
  private static final byte[] HOST = HeadEncoder.ascii("host");
  private static final byte[] COOKIE = HeadEncoder.ascii("cookie");
  private static final byte[] UPGRADE = HeadEncoder.ascii("upgrade");
  private static final byte[] CONNECTION = HeadEncoder.ascii("connection");
  private static final byte[] GET = HeadEncoder.ascii("GET");
  private static final byte[] BETWEEN_COOKIES = {';', ' '};

  /** Fields that a head may have beside those of its block. */
  private static final int ADDED = 3;

  private final HpackDecoder decoder;
  private final boolean relaxed;
  private final boolean connects;
  private final int maxHeaders;
  private final int storedSize;
  private final HeadFields fields = new HeadFields();
  private final FieldBytes bytes = new FieldBytes();
  private final H2FieldRules rules = new H2FieldRules(bytes, fields);
  private boolean tooMany;
  private H2FieldRules.Verdict verdict;
  private RequestHead head;

  RequestReader(HpackDecoder decoder, H2Setup setup, boolean relaxed) {
    this.decoder = decoder;
    this.relaxed = relaxed;
    this.connects = setup.tune().websocket();
    this.maxHeaders = setup.buffers().limits().maxHeaders();
    this.storedSize = setup.buffers().limits().storedSize();
  }

  /**
   * Reads a request.
   *
   * @param last whether nothing comes behind its head
   * @throws H2Exception where the stream, or the connection, is to end
   * @throws BadMessageException where the request is to be refused
   */
  void read(int stream, byte[] block, int from, int to, boolean last)
      throws H2Exception, BadMessageException {
    bytes.renew();
    fields.clear();
    rules.request(relaxed, connects);
    tooMany = !decoder.decode(block, from, to, bytes, rules);
    verdict = rules.end();
    if (verdict == H2FieldRules.Verdict.MALFORMED) {
      throw H2Exception.stream(stream, ErrorCode.PROTOCOL_ERROR, rules.reason());
    }
    head = new RequestHead(fields.count() + ADDED);
    build(last);
    if (tooMany || head.headers().count() >= maxHeaders || head.storedLength() > storedSize) {
      throw new BadMessageException(
          BadMessageException.Kind.TOO_LARGE, 400, 0, MessageState.HDR_FIRST);
    }
    if (verdict == H2FieldRules.Verdict.BAD_REQUEST) {
      throw new BadMessageException(
          BadMessageException.Kind.INVALID, 400, 0, MessageState.HDR_FIRST);
    }
  }

  /** The head of the request that was read last, though it may have been refused. */
  RequestHead head() {
    return head;
  }

  // --- the head --------------------------------------------------------------------------------

  /** All texts that were not sent stand behind those that were, so the array does not change. */
  private void build(boolean last) {
    boolean extended = rules.has(PseudoField.PROTOCOL);
    boolean connect = !rules.has(PseudoField.PATH);
    int method = rules.from(PseudoField.METHOD);
    int methodEnd = rules.to(PseudoField.METHOD);
    if (extended) {
      method = bytes.add(GET, 0, GET.length);
      methodEnd = bytes.length();
    }
    int target = rules.from(connect ? PseudoField.AUTHORITY : PseudoField.PATH);
    int targetEnd = rules.to(connect ? PseudoField.AUTHORITY : PseudoField.PATH);
    boolean absolute = !connect && rules.has(PseudoField.AUTHORITY);
    if (absolute) {
      target = absoluteTarget();
      targetEnd = bytes.length();
    }
    int version = bytes.add(VERSION, 0, VERSION.length);
    int host = bytes.add(HOST, 0, HOST.length);
    int cookie = cookies();
    int cookieEnd = bytes.length();
    int cookieName = bytes.add(COOKIE, 0, COOKIE.length);
    int upgrade = bytes.add(UPGRADE, 0, UPGRADE.length);
    int connection = bytes.add(CONNECTION, 0, CONNECTION.length);
    head.clear(ByteBuffer.wrap(bytes.array(), 0, bytes.length()));
    head.startLine(method, methodEnd, target, targetEnd);
    head.version(version, version + VERSION.length);
    if (rules.has(PseudoField.AUTHORITY)) {
      keep(host, host + HOST.length, PseudoField.AUTHORITY);
    }
    fields();
    if (extended) {
      keep(upgrade, upgrade + UPGRADE.length, PseudoField.PROTOCOL);
      fields.keep(
          head, connection, connection + CONNECTION.length, upgrade, upgrade + UPGRADE.length);
    }
    if (cookieEnd > cookie) {
      fields.keep(head, cookieName, cookieName + COOKIE.length, cookie, cookieEnd);
    }
    settle(last, connect, absolute);
  }

  private int absoluteTarget() {
    int start = add(PseudoField.SCHEME);
    bytes.add(AFTER_SCHEME, 0, AFTER_SCHEME.length);
    add(PseudoField.AUTHORITY);
    int path = rules.from(PseudoField.PATH);
    if (bytes.array()[path] != '*') {
      add(PseudoField.PATH);
    }
    return start;
  }

  private int add(PseudoField field) {
    return bytes.add(bytes.array(), rules.from(field), rules.to(field));
  }

  private boolean isCookie(int field) {
    int from = fields.nameFrom(field);
    return Arrays.equals(bytes.array(), from, fields.valueFrom(field), COOKIE, 0, COOKIE.length);
  }

  /** Joins the fields that are pieces of one cookie (RFC 9113, section 8.2.3); where it begins. */
  private int cookies() {
    int start = bytes.length();
    for (int field = 0; field < fields.count(); field++) {
      if (isCookie(field)) {
        if (bytes.length() > start) {
          bytes.add(BETWEEN_COOKIES, 0, BETWEEN_COOKIES.length);
        }
        bytes.add(bytes.array(), fields.valueFrom(field), fields.valueTo(field));
      }
    }
    return start;
  }

  private void fields() {
    for (int field = 0; field < fields.count(); field++) {
      if (!isCookie(field)) {
        fields.keep(head, field);
      }
    }
  }

  private void keep(int nameFrom, int nameTo, PseudoField from) {
    fields.keep(head, nameFrom, nameTo, rules.from(from), rules.to(from));
  }

  private void settle(boolean last, boolean connect, boolean absolute) {
    if (connect) {
      head.framing(Framing.TUNNEL);
    } else if (last || rules.has(PseudoField.PROTOCOL) || head.announcedLength() == 0) {
      head.framing(Framing.NONE);
    } else {
      head.framing(head.announcedLength() > 0 ? Framing.LENGTH : Framing.CHUNKED);
    }
    if (absolute && isWeb()) {
      head.originFormToServers();
    }
    if (!connect) {
      head.normalize();
    }
    head.behind(last);
    head.received();
  }

  /** Whether clients say the scheme because they have to, and not because they ask a proxy. */
  private boolean isWeb() {
    int from = rules.from(PseudoField.SCHEME);
    int to = rules.to(PseudoField.SCHEME);
    return Chars.equalsIgnoreCase(bytes.array(), from, to, HTTP)
        || Chars.equalsIgnoreCase(bytes.array(), from, to, HTTPS);
  }
}
