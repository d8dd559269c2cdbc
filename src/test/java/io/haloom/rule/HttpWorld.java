package io.haloom.rule;

import io.haloom.http.BadMessageException;
import io.haloom.http.ErrorPages;
import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.http.HttpLimits;
import io.haloom.http.HttpReply;
import io.haloom.http.MessageHead;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import io.haloom.http.h1.ReceivedHead;
import io.haloom.sample.FakeContext;
import io.haloom.sample.HttpRequestView;
import io.haloom.sample.HttpResponseView;
import io.haloom.sample.ProcessFacts;
import io.haloom.sample.Sample;
import io.haloom.sample.SessionFacts;
import io.haloom.sample.Variables;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One request and its response, as rules see them, read by the real parser. */
final class HttpWorld implements RuleContext, HttpRuleContext {
  private final FakeContext base = new FakeContext();
  final List<String> changes = base.changes;
  final RequestHead request;
  ResponseHead response;
  HttpReply reply;
  int room = 1000;
  boolean proxied;
  private boolean inResponse;
  private boolean strict = true;

  HttpWorld(String head) throws BadMessageException {
    request = ReceivedHead.request(bytes(head + "\n\n"), HttpLimits.DEFAULT);
  }

  HttpWorld answered(String head) throws BadMessageException {
    response = ReceivedHead.response(bytes(head + "\n\n"), Method.GET, HttpLimits.DEFAULT);
    inResponse = true;
    return this;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The request line and the fields, as they would be sent. */
  String requestText() {
    return request.methodName() + " " + request.target() + fields(request.headers());
  }

  String responseText() {
    return response.status() + " " + response.reason() + fields(response.headers());
  }

  String replyText() {
    StringBuilder text = new StringBuilder(reply.status() + " " + reply.reason());
    for (HttpReply.Field field : reply.fields()) {
      text.append('|').append(field.name()).append(": ").append(field.value());
    }
    return text.append("||")
        .append(new String(reply.body(), StandardCharsets.ISO_8859_1))
        .toString();
  }

  private static String fields(Headers headers) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < headers.count(); i++) {
      String name = headers.name(i).toLowerCase(java.util.Locale.ROOT);
      text.append('|').append(name).append(": ").append(headers.value(i));
    }
    return text.toString();
  }

  @Override
  public HttpRuleContext http() {
    return this;
  }

  @Override
  public RequestHead request() {
    return request;
  }

  @Override
  public ResponseHead response() {
    return response;
  }

  @Override
  public boolean hasUnreadBody() {
    return false;
  }

  @Override
  public int room() {
    return room;
  }

  @Override
  public void failedRewrite() {
    changes.add("failed rewrite");
  }

  @Override
  public void reply(int status, HttpReply given) {
    reply = given;
  }

  @Override
  public HttpReply errorReply(int status) {
    return ErrorPages.reply(status);
  }

  @Override
  public boolean isProxied() {
    return proxied;
  }

  @Override
  public void strictMode(boolean on) {
    strict = on;
  }

  @Override
  public boolean isStrict() {
    return strict;
  }

  @Override
  public Verdict waitForBody(int timeoutMillis, long atLeast) {
    changes.add("wait " + timeoutMillis + " " + atLeast);
    return Verdict.CONTINUE;
  }

  @Override
  public void serverTimeout(int millis) {
    changes.add("server timeout " + millis);
  }

  @Override
  public void tunnelTimeout(int millis) {
    changes.add("tunnel timeout " + millis);
  }

  @Override
  public void earlyHints(List<HttpReply.Field> hints) {
    List<String> texts = new ArrayList<>();
    hints.forEach(hint -> texts.add(hint.name() + "=" + hint.value()));
    changes.add("hints " + texts);
  }

  @Override
  public void useService(String name) {
    changes.add("service " + name);
  }

  @Override
  public void disableRetry() {
    changes.add("no retry");
  }

  @Override
  public void captureResponse(int slot, String value) {
    changes.add("response capture " + slot + " " + value);
  }

  @Override
  public void setSource(SocketAddress address) {
    base.setSource(address);
  }

  @Override
  public void setDestination(SocketAddress address) {
    base.setDestination(address);
  }

  @Override
  public void setMark(int mark) {
    base.setMark(mark);
  }

  @Override
  public void setTos(int tos) {
    base.setTos(tos);
  }

  @Override
  public void setLogLevel(int level) {
    base.setLogLevel(level);
  }

  @Override
  public void expectHeader(boolean netscaler) {
    base.expectHeader(netscaler);
  }

  @Override
  public void setPriorityClass(int priority) {
    base.setPriorityClass(priority);
  }

  @Override
  public void setPriorityOffset(int millis) {
    base.setPriorityOffset(millis);
  }

  @Override
  public void capture(int slot, String value) {
    base.capture(slot, value);
  }

  @Override
  public SocketAddress source() {
    return base.source();
  }

  @Override
  public SocketAddress destination() {
    return base.destination();
  }

  @Override
  public ByteBuffer requestBytes() {
    return base.requestBytes();
  }

  @Override
  public ByteBuffer responseBytes() {
    return base.responseBytes();
  }

  @Override
  public boolean requestComplete() {
    return true;
  }

  @Override
  public boolean responseComplete() {
    return true;
  }

  @Override
  public Variables variables(Variables.Scope scope) {
    return base.variables(scope);
  }

  @Override
  public ProcessFacts process() {
    return base.process();
  }

  @Override
  public SessionFacts session() {
    return base.session();
  }

  @Override
  public boolean isResponse() {
    return inResponse;
  }

  @Override
  public HttpRequestView httpRequest() {
    return new RequestLook(request);
  }

  @Override
  public HttpResponseView httpResponse() {
    return response == null ? null : new ResponseLook(response);
  }

  private static void put(String text, Sample into) {
    into.setString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A head as fetches look at it. */
  private abstract static class Look {
    final MessageHead head;

    Look(MessageHead head) {
      this.head = head;
    }

    public int fieldCount() {
      return head.headers().count();
    }

    public int findField(HeaderName name, int from) {
      return head.headers().find(name, from);
    }

    public void fieldName(int field, Sample into) {
      put(head.headers().name(field), into);
    }

    public void fieldValue(int field, Sample into) {
      put(head.headers().value(field), into);
    }

    public void version(Sample into) {
      put(head.version(), into);
    }

    public ByteBuffer body() {
      return ByteBuffer.allocate(0);
    }

    public boolean isBodyComplete() {
      return true;
    }

    public long bodyLength() {
      return head.contentLength();
    }
  }

  private static final class RequestLook extends Look implements HttpRequestView {
    private final RequestHead request;

    RequestLook(RequestHead request) {
      super(request);
      this.request = request;
    }

    @Override
    public Method receivedMethod() {
      return request.receivedMethod();
    }

    @Override
    public void methodName(Sample into) {
      put(request.methodName(), into);
    }

    @Override
    public void target(Sample into) {
      put(request.target(), into);
    }
  }

  private static final class ResponseLook extends Look implements HttpResponseView {
    private final ResponseHead response;

    ResponseLook(ResponseHead response) {
      super(response);
      this.response = response;
    }

    @Override
    public void reason(Sample into) {
      into.setString("");
    }

    @Override
    public int status() {
      return response.status();
    }
  }
}
