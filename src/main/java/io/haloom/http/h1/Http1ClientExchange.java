package io.haloom.http.h1;

import io.haloom.http.ClientExchange;
import io.haloom.http.Expectation;
import io.haloom.http.Framing;
import io.haloom.http.HeaderName;
import io.haloom.http.HttpBody;
import io.haloom.http.HttpReply;
import io.haloom.http.MessageHead;
import io.haloom.http.MessageSink;
import io.haloom.http.Method;
import io.haloom.http.OutgoingFraming;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;
import java.util.List;

/** The exchanges of a client's connection of HTTP/1, one after the other. */
final class Http1ClientExchange extends Http1Exchange implements ClientExchange {
  private static final int HINTS_LENGTH = MessageHead.START_LINE + 23;

  private static final HeadFilter NONE = head -> true;

  private final Http1Body body;
  private final Expectation expectation = new Expectation();
  private RequestHead request;
  private boolean version11;
  private boolean persistent;
  private HeadFilter filter = NONE;
  private int status;

  Http1ClientExchange(Http1Reader reader, Http1Writer writer) {
    super(reader, writer);
    this.body = reader.body();
  }

  /** Begins it anew with the next request, whose head has just been read. */
  void begin(RequestHead next) {
    request = next;
    version11 = next.isVersion11();
    persistent = next.isPersistent();
    expectation.begin();
    filter = NONE;
    status = 0;
  }

  /** Lets go of what was given for the request before. */
  void rest() {
    filter = NONE;
  }

  @Override
  public RequestHead request() {
    return request;
  }

  @Override
  public HttpBody demandedBody() throws ConnectionException {
    if (expectation.demands(request, body)) {
      writer.sendContinue();
    }
    return body;
  }

  @Override
  public int askForBody() throws ConnectionException {
    if (!expectation.asks(request, body)) {
      return 0;
    }
    writer.sendContinue();
    return Expectation.COUNTED;
  }

  @Override
  public boolean isPersistent() {
    return persistent;
  }

  @Override
  public void makeLast() {
    persistent = false;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public void status(int told) {
    status = told;
  }

  @Override
  public int reserve() {
    return writer.reserve();
  }

  @Override
  public int bodyReceived() {
    return body.payloadReceived();
  }

  @Override
  public boolean isRequestReceived() {
    return body.isReceived();
  }

  @Override
  public void filter(HeadFilter wanted) {
    filter = wanted;
  }

  @Override
  public MessageSink respond(HttpReply reply) throws ConnectionException {
    boolean head = request.receivedMethod() == Method.HEAD;
    ResponseHead own = new ResponseHead();
    own.begin(reply);
    if (reply.isEndless() && version11 && !head) {
      own.announceChunks();
    } else if (reply.isEndless() && head) {
      own.framing(Framing.NONE);
    }
    if (!filter.pass(own)) {
      return null;
    }
    if (own.dropConnectionOptions() || expectation.isAwaited(request, body)) {
      makeLast();
    }
    head(own);
    return filter.body(this);
  }

  @Override
  public void interim(ResponseHead head) throws ConnectionException {
    writer.head(head).endHead();
    writer.flush();
  }

  @Override
  public int earlyHints(List<HttpReply.Field> fields) throws ConnectionException {
    if (!version11) {
      return 0;
    }
    int counted = HINTS_LENGTH;
    writer.status(103, "Early Hints");
    for (HttpReply.Field field : fields) {
      writer.header(field.name(), field.value());
      counted += field.name().lower().length + field.value().length();
    }
    writer.endHead();
    writer.flush();
    return counted;
  }

  @Override
  public void head(ResponseHead head) throws ConnectionException {
    status = head.status();
    if (head.framing() == Framing.TUNNEL) {
      persistent = false;
      WebSocketKey key = request.asksForWebsocket() ? WebSocketKey.of(request) : null;
      if (key != null && status == 101) {
        key.accept(head);
      }
      writer.head(head).endHead();
      return;
    }
    head.toHead(request.receivedMethod() == Method.HEAD);
    Framing outgoing = OutgoingFraming.of(head);
    boolean odd = !head.isVersion11() && head.headers().find(HeaderName.TRANSFER_ENCODING) >= 0;
    persistent &= outgoing != Framing.CLOSE && status >= 200 && !odd;
    writer.head(head);
    connection(head);
    writer.endHead();
  }

  private void connection(ResponseHead head) throws ConnectionException {
    boolean response11 = head.isVersion11();
    boolean closes = !persistent && response11;
    boolean keeps = persistent && !(response11 && version11);
    if ((closes || keeps) && !head.saysUpgrade()) {
      writer.connection(keeps, closes);
    }
  }

  @Override
  public void reply(ResponseHead head, byte[] body) throws ConnectionException {
    head(head);
    MessageSink to = filter.body(this);
    to.write(ByteBuffer.wrap(body));
    to.end();
  }

  @Override
  public void raw(ByteBuffer message) throws ConnectionException {
    writer.raw(message);
  }
}
