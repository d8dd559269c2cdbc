package io.haloom.http.h2;

import io.haloom.http.BadMessageException;
import io.haloom.http.ClientExchange;
import io.haloom.http.Expectation;
import io.haloom.http.Framing;
import io.haloom.http.HttpBody;
import io.haloom.http.HttpReply;
import io.haloom.http.InvalidMessage;
import io.haloom.http.MessageHead;
import io.haloom.http.MessageHead.Behind;
import io.haloom.http.MessageSink;
import io.haloom.http.Method;
import io.haloom.http.OutgoingFraming;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;
import java.util.List;

/** A request on a stream of a client, and what it is answered. */
final class H2ClientExchange extends H2Exchange implements ClientExchange {
  private static final int HINTS_LENGTH = MessageHead.START_LINE + 23;

  private static final HeadFilter NONE = head -> true;

  private final RequestHead request;
  private final int headLength;
  private final Expectation expectation = new Expectation();
  private HeadFilter filter = NONE;
  private int status;

  H2ClientExchange(H2Connection of, H2Stream stream, RequestHead request) {
    super(of, stream);
    this.request = request;
    this.headLength = request.countedLength();
    if (request.framing() == Framing.TUNNEL) {
      body.makeTunnel();
    } else if (request.framing() == Framing.NONE) {
      body.makeNone();
    }
  }

  @Override
  public RequestHead request() {
    return request;
  }

  @Override
  public HttpBody demandedBody() throws ConnectionException {
    if (expectation.demands(request, body)) {
      sendContinue();
    }
    return body;
  }

  /** Bytes of the request that were taken, as HAProxy counts them. */
  long consumed() {
    return headLength + body.taken();
  }

  private void sendContinue() throws ConnectionException {
    of.heads().interim(stream, 100, List.of());
    stream.flush();
  }

  @Override
  public int askForBody() throws ConnectionException {
    if (!expectation.asks(request, body)) {
      return 0;
    }
    sendContinue();
    return Expectation.COUNTED;
  }

  @Override
  public int bodyReceived() {
    return body.payloadReceived();
  }

  @Override
  public boolean isRequestReceived() {
    return body.isReceived();
  }

  /** HAProxy keeps none of HTTP/2. */
  @Override
  public InvalidMessage invalid(BadMessageException e) {
    return null;
  }

  /** A stream carries one request. */
  @Override
  public boolean isPersistent() {
    return false;
  }

  @Override
  public void makeLast() {
    stream.endsUnanswered();
  }

  /** HAProxy has the client ask again whatever it was; here only what does no harm. */
  @Override
  public void leaveUnanswered() {
    if (request.method().isSafe()) {
      stream.mayBeAskedAgain();
    }
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
    return of.buffers().limits().maxrewrite();
  }

  @Override
  public void filter(HeadFilter wanted) {
    filter = wanted;
  }

  @Override
  public MessageSink respond(HttpReply reply) throws ConnectionException {
    ResponseHead own = new ResponseHead();
    own.begin(reply);
    if (reply.isEndless() && request.receivedMethod() == Method.HEAD) {
      own.framing(Framing.NONE);
    }
    if (!filter.pass(own)) {
      return null;
    }
    own.dropConnectionOptions();
    head(own);
    return filter.body(this);
  }

  @Override
  public void interim(ResponseHead head) throws ConnectionException {
    wrote(head.countedLength());
    of.heads().response(stream, head, false);
    stream.flush();
  }

  @Override
  public int earlyHints(List<HttpReply.Field> fields) throws ConnectionException {
    int counted = HINTS_LENGTH;
    for (HttpReply.Field field : fields) {
      counted += field.name().lower().length + field.value().length();
    }
    of.heads().interim(stream, 103, fields);
    stream.flush();
    return counted;
  }

  @Override
  public void head(ResponseHead head) throws ConnectionException {
    status = head.status();
    if (head.framing() == Framing.TUNNEL) {
      body.makeTunnel();
      wrote(head.countedLength());
      of.heads().response(stream, head, false);
      return;
    }
    head.toHead(request.receivedMethod() == Method.HEAD);
    Framing outgoing = OutgoingFraming.of(head);
    // The stream goes on while the server still sends a body, though it is not for the client.
    boolean last = head.framing() == Framing.NONE || head.behind() == Behind.NOTHING;
    if (outgoing == Framing.LENGTH && head.behind() == Behind.UNTOLD) {
      stream.output().announces(head.announcedLength());
    }
    if (last || outgoing == Framing.NONE || head.isToHead()) {
      makeBodiless();
    }
    wrote(head.countedLength());
    of.heads().response(stream, head, last);
  }

  @Override
  public void reply(ResponseHead head, byte[] payload) throws ConnectionException {
    head(head);
    MessageSink to = filter.body(this);
    to.write(ByteBuffer.wrap(payload));
    to.end();
  }

  /** A message of HTTP/1 cannot be sent: its head is translated. */
  @Override
  public void raw(ByteBuffer message) throws ConnectionException {
    throw new IllegalStateException("a stream takes no bytes of HTTP/1");
  }
}
