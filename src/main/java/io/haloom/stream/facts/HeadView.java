package io.haloom.stream.facts;

import io.haloom.http.BadMessageException;
import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.http.HttpBody;
import io.haloom.http.MessageHead;
import io.haloom.sample.HttpView;
import io.haloom.sample.Sample;
import java.nio.ByteBuffer;

/**
 * A message as fetches look at it: its head as rules have left it, and what has come of its body.
 */
abstract class HeadView implements HttpView {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final MessageHead head;
  private final HttpBody body;

  /**
   * @param body null where it cannot be looked at
   */
  HeadView(MessageHead head, HttpBody body) {
    this.head = head;
    this.body = body;
  }

  @Override
  public int fieldCount() {
    return head.headers().count();
  }

  @Override
  public int findField(HeaderName name, int from) {
    return head.headers().find(name, from);
  }

  @Override
  public void fieldName(int field, Sample into) {
    Headers headers = head.headers();
    into.setString(headers.nameBuffer(field), headers.nameOffset(field), headers.nameLength(field));
  }

  @Override
  public void fieldValue(int field, Sample into) {
    Headers headers = head.headers();
    into.setString(
        headers.valueBuffer(field), headers.valueOffset(field), headers.valueLength(field));
  }

  @Override
  public void version(Sample into) {
    into.setString(head.version());
  }

  @Override
  public ByteBuffer body() {
    try {
      return body == null ? NOTHING : body.peek();
    } catch (BadMessageException e) {
      return NOTHING;
    }
  }

  @Override
  public boolean isBodyComplete() {
    return body == null || body.isReceived();
  }

  @Override
  public long bodyLength() {
    return head.contentLength();
  }
}
