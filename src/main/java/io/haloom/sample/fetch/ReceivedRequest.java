package io.haloom.sample.fetch;

import io.haloom.http.BadMessageException;
import io.haloom.http.HeaderName;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.sample.HttpRequestView;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A request that goes through a proxy in TCP mode, which does not interpret it. */
final class ReceivedRequest implements HttpRequestView {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final RequestHead head;

  private ReceivedRequest(RequestHead head) {
    this.head = head;
  }

  /**
   * The request that the bytes received so far begin with, or null.
   *
   * @param sample is told where more bytes may make one
   */
  static HttpRequestView in(SampleContext context, Sample sample) {
    try {
      RequestHead head = context.receivedRequest();
      if (head != null) {
        return new ReceivedRequest(head);
      }
      sample.mayChange(!context.requestComplete());
    } catch (BadMessageException e) {
      sample.mayChange(false);
    }
    return null;
  }

  private static void put(String text, Sample into) {
    into.setString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public Method receivedMethod() {
    return head.method();
  }

  @Override
  public void methodName(Sample into) {
    put(head.methodName(), into);
  }

  @Override
  public void target(Sample into) {
    put(head.target(), into);
  }

  @Override
  public void version(Sample into) {
    put(head.version(), into);
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
    put(head.headers().name(field), into);
  }

  @Override
  public void fieldValue(int field, Sample into) {
    put(head.headers().value(field), into);
  }

  @Override
  public ByteBuffer body() {
    return NOTHING;
  }

  @Override
  public boolean isBodyComplete() {
    return false;
  }

  @Override
  public long bodyLength() {
    return -1;
  }
}
