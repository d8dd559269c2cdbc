package io.haloom.sample;

import io.haloom.http.BadMessageException;
import io.haloom.http.HttpLimits;
import io.haloom.http.RequestHead;
import io.haloom.http.h1.ReceivedHead;
import io.haloom.rule.RuleContext;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A session for tests, with everything settable. */
public final class FakeContext implements RuleContext {
  public SocketAddress source = new InetSocketAddress("192.168.1.10", 40000);
  public SocketAddress destination = new InetSocketAddress("127.0.0.1", 8080);
  public byte[] request = {};
  public byte[] response = {};
  public boolean requestComplete = true;
  public boolean responseComplete = true;
  public SessionFacts session = new FakeSession();
  public ProcessFacts process = new FakeProcess();
  public FakeMessage httpRequest;
  public FakeMessage httpResponse;
  public final List<String> changes = new ArrayList<>();
  private final Map<Variables.Scope, Variables> variables = new EnumMap<>(Variables.Scope.class);

  public FakeContext from(String ip, int port) {
    source = new InetSocketAddress(ip, port);
    return this;
  }

  public FakeContext received(String text, boolean complete) {
    request = text.getBytes(StandardCharsets.ISO_8859_1);
    requestComplete = complete;
    return this;
  }

  @Override
  public SocketAddress source() {
    return source;
  }

  @Override
  public SocketAddress destination() {
    return destination;
  }

  @Override
  public ByteBuffer requestBytes() {
    return ByteBuffer.wrap(request).asReadOnlyBuffer();
  }

  @Override
  public RequestHead receivedRequest() throws BadMessageException {
    return ReceivedHead.request(requestBytes(), HttpLimits.DEFAULT);
  }

  @Override
  public ByteBuffer responseBytes() {
    return ByteBuffer.wrap(response).asReadOnlyBuffer();
  }

  @Override
  public boolean requestComplete() {
    return requestComplete;
  }

  @Override
  public boolean responseComplete() {
    return responseComplete;
  }

  @Override
  public Variables variables(Variables.Scope scope) {
    return variables.computeIfAbsent(scope, s -> new Variables());
  }

  @Override
  public ProcessFacts process() {
    return process;
  }

  @Override
  public SessionFacts session() {
    return session;
  }

  @Override
  public HttpRequestView httpRequest() {
    return httpRequest;
  }

  @Override
  public HttpResponseView httpResponse() {
    return httpResponse;
  }

  @Override
  public boolean isResponse() {
    return httpResponse != null;
  }

  @Override
  public void setSource(SocketAddress address) {
    source = address;
  }

  @Override
  public void setDestination(SocketAddress address) {
    destination = address;
  }

  @Override
  public void setMark(int mark) {
    changes.add("mark " + mark);
  }

  @Override
  public void setTos(int tos) {
    changes.add("tos " + tos);
  }

  @Override
  public void setLogLevel(int level) {
    changes.add("log level " + level);
  }

  @Override
  public void expectHeader(boolean netscaler) {
    changes.add("expect header " + netscaler);
  }

  @Override
  public void setPriorityClass(int priority) {
    changes.add("priority class " + priority);
  }

  @Override
  public void setPriorityOffset(int millis) {
    changes.add("priority offset " + millis);
  }

  @Override
  public void capture(int slot, String value) {
    changes.add("capture " + slot + " " + value);
  }
}
