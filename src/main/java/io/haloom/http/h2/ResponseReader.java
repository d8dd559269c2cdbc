package io.haloom.http.h2;

import io.haloom.http.Framing;
import io.haloom.http.Method;
import io.haloom.http.ResponseHead;
import java.nio.ByteBuffer;

/**
 * Makes the head of a response out of a field block, as HTTP/1 would have it: a body whose length
 * is not told comes in chunks, and where another protocol was asked for by extended CONNECT, 200 is
 * 101 (RFC 8441, section 5). Used again for each block; the bytes of a head are its own.
 */
final class ResponseReader {
  private static final byte[] VERSION = HeadEncoder.ascii("HTTP/2.0");
  private static final byte[] UPGRADE = HeadEncoder.ascii("upgrade");
  private static final byte[] CONNECTION = HeadEncoder.ascii("connection");

  /** Fields that a head may have beside those of its block. */
  private static final int ADDED = 2;

  private static final int OK = 200;
  private static final int SWITCHING_PROTOCOLS = 101;

  private final HpackDecoder decoder;
  private final int maxHeaders;
  private final int storedSize;
  private final HeadFields fields = new HeadFields();
  private final FieldBytes bytes = new FieldBytes();
  private final H2FieldRules rules = new H2FieldRules(bytes, fields);

  ResponseReader(HpackDecoder decoder, H2Setup setup) {
    this.decoder = decoder;
    this.maxHeaders = setup.buffers().limits().maxHeaders();
    this.storedSize = setup.buffers().limits().storedSize();
  }

  /**
   * Reads a response, the final one or an interim one.
   *
   * @param last whether nothing comes behind its head
   * @param request the method this responds to
   * @param protocol what was asked for by extended CONNECT, or null
   */
  ResponseHead read(
      int stream, byte[] block, int from, int to, boolean last, Method request, byte[] protocol)
      throws H2Exception {
    bytes.renew();
    fields.clear();
    rules.response();
    boolean fits = decoder.decode(block, from, to, bytes, rules);
    if (rules.end() != H2FieldRules.Verdict.RIGHT) {
      throw H2Exception.stream(stream, ErrorCode.PROTOCOL_ERROR, rules.reason());
    }
    if (last && rules.status() < OK) {
      throw H2Exception.stream(stream, ErrorCode.PROTOCOL_ERROR, "an interim response ends it");
    }
    boolean granted = protocol != null && rules.status() == OK;
    ResponseHead head = new ResponseHead(fields.count() + ADDED);
    build(head, granted ? SWITCHING_PROTOCOLS : rules.status(), granted ? protocol : null);
    if (!fits || head.headers().count() >= maxHeaders || head.storedLength() > storedSize) {
      throw H2Exception.stream(stream, ErrorCode.ENHANCE_YOUR_CALM, "the head is too large");
    }
    head.settleFraming(request, Framing.CHUNKED);
    head.behind(last);
    return head;
  }

  /** All texts that were not sent stand behind those that were, so the array does not change. */
  private void build(ResponseHead head, int status, byte[] granted) {
    int version = bytes.add(VERSION, 0, VERSION.length);
    int upgrade = bytes.add(UPGRADE, 0, UPGRADE.length);
    int connection = bytes.add(CONNECTION, 0, CONNECTION.length);
    int protocol = granted == null ? 0 : bytes.add(granted, 0, granted.length);
    int end = bytes.length();
    head.clear(ByteBuffer.wrap(bytes.array(), 0, end));
    head.startLine(status, end, end);
    head.version(version, version + VERSION.length);
    for (int field = 0; field < fields.count(); field++) {
      fields.keep(head, field);
    }
    if (granted != null) {
      fields.keep(
          head, connection, connection + CONNECTION.length, upgrade, upgrade + UPGRADE.length);
      fields.keep(head, upgrade, upgrade + UPGRADE.length, protocol, end);
    }
  }
}
