package io.haloom.stream;

import io.haloom.http.BadMessageException;
import io.haloom.http.RequestHead;
import io.haloom.model.HttpConfig;
import io.haloom.rule.Rule;
import io.haloom.rule.RuleContext;
import io.haloom.sample.ByteText;
import io.haloom.sample.HttpRequestView;
import io.haloom.sample.HttpResponseView;
import io.haloom.sample.ProcessFacts;
import io.haloom.sample.Sample;
import io.haloom.sample.SessionFacts;
import io.haloom.sample.Variables;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** What rules, expressions and log formats see and change of a stream; made when first needed. */
public final class StreamContext implements RuleContext {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int SCOPES = Variables.Scope.values().length;

  private final Stream stream;

  /** By scope; null as long as nobody asked. */
  private Variables[] variables;

  private boolean responding;
  private boolean inspecting;

  private final SessionFacts facts;
  private String[] captures = {};
  private Prefetch response;
  private boolean requestComplete = true;
  private boolean responseComplete = true;
  private Rule lastRule;
  private int priorityClass;
  private int priorityOffset;

  /** What was given back last, for the next who asks; nobody keeps one while the stream waits. */
  private Sample spareSample;

  private ByteText spareText;

  StreamContext(Stream stream) {
    this.stream = stream;
    this.facts = new StreamFactsView(stream);
  }

  /** As {@link Stream#responds}. */
  void responds() {
    if (variables != null) {
      variables[Variables.Scope.REQUEST.ordinal()] = null;
    }
    responding = true;
  }

  /** Lets go of what evaluations use again, where there may be none for long. */
  void dropSpares() {
    spareSample = null;
    spareText = null;
  }

  // --- samples ---------------------------------------------------------------------------------

  @Override
  public SocketAddress source() {
    return stream.source();
  }

  @Override
  public SocketAddress destination() {
    return stream.destination();
  }

  @Override
  public ByteBuffer requestBytes() {
    Prefetch prefetch = stream.session().prefetchIfAny();
    return prefetch == null ? NOTHING : prefetch.bytes().asReadOnlyBuffer();
  }

  @Override
  public RequestHead receivedRequest() throws BadMessageException {
    return stream.services().http().sequential().request(requestBytes());
  }

  @Override
  public ByteBuffer responseBytes() {
    return response == null ? NOTHING : response.bytes().asReadOnlyBuffer();
  }

  @Override
  public boolean requestComplete() {
    return requestComplete;
  }

  void requestComplete(boolean complete) {
    requestComplete = complete;
  }

  @Override
  public boolean responseComplete() {
    return responseComplete;
  }

  void responseComplete(boolean complete) {
    responseComplete = complete;
  }

  void response(Prefetch bytes) {
    response = bytes;
  }

  @Override
  public boolean isResponse() {
    return inspecting || response != null || httpResponse() != null;
  }

  /** Whether rules look at a response of HTTP, of which nothing may have come yet. */
  void inspect(boolean response) {
    inspecting = response;
  }

  @Override
  public HttpRequestView httpRequest() {
    HttpRuleState rules = http();
    return rules == null ? null : rules.requestView();
  }

  @Override
  public HttpResponseView httpResponse() {
    HttpRuleState rules = http();
    return rules == null ? null : rules.responseView();
  }

  @Override
  public HttpRuleState http() {
    HttpTransaction transaction = stream.transaction();
    return transaction == null ? null : transaction.rules();
  }

  @Override
  public void decidedBy(Rule rule) {
    lastRule = rule;
  }

  /** The rule that decided last, or null. */
  Rule lastRule() {
    return lastRule;
  }

  @Override
  public Variables variables(Variables.Scope scope) {
    if (scope == Variables.Scope.PROCESS) {
      return stream.services().processVariables();
    }
    if (scope == Variables.Scope.SESSION) {
      return stream.session().variables();
    }
    if (scope == (responding ? Variables.Scope.REQUEST : Variables.Scope.RESPONSE)) {
      return Variables.none();
    }
    if (variables == null) {
      variables = new Variables[SCOPES];
    }
    Variables found = variables[scope.ordinal()];
    if (found == null) {
      found = new Variables();
      variables[scope.ordinal()] = found;
    }
    return found;
  }

  @Override
  public ProcessFacts process() {
    return stream.services().facts();
  }

  @Override
  public SessionFacts session() {
    return facts;
  }

  @Override
  public Sample takeSample() {
    Sample sample = spareSample == null ? new Sample() : spareSample;
    spareSample = null;
    return sample;
  }

  @Override
  public void giveSample(Sample sample) {
    sample.clear();
    spareSample = sample;
  }

  @Override
  public ByteText takeText() {
    ByteText text = spareText == null ? new ByteText() : spareText;
    spareText = null;
    return text;
  }

  @Override
  public void giveText(ByteText text) {
    text.clear();
    spareText = text;
  }

  // --- changes ---------------------------------------------------------------------------------

  @Override
  public void setSource(SocketAddress address) {
    stream.source(address);
  }

  @Override
  public void setDestination(SocketAddress address) {
    stream.destination(address);
  }

  @Override
  public void setMark(int mark) {
    stream.client().mark(mark);
  }

  @Override
  public void setTos(int tos) {
    stream.client().trafficClass(tos);
  }

  @Override
  public void setLogLevel(int level) {
    stream.log().level(level);
  }

  @Override
  public void expectHeader(boolean netscaler) {
    stream
        .session()
        .handshake()
        .expect(netscaler ? ClientHandshake.Kind.NETSCALER : ClientHandshake.Kind.PROXY);
  }

  @Override
  public void setPriorityClass(int priority) {
    priorityClass = priority;
  }

  int priorityClass() {
    return priorityClass;
  }

  @Override
  public void setPriorityOffset(int millis) {
    priorityOffset = millis;
  }

  int priorityOffset() {
    return priorityOffset;
  }

  @Override
  public void capture(int slot, String value) {
    List<HttpConfig.Capture> slots = stream.frontendConfig().http().captures().request();
    if (slot >= slots.size()) {
      return;
    }
    if (captures.length == 0) {
      captures = new String[slots.size()];
    }
    captures[slot] = HttpCaptures.cut(value, slots.get(slot).length());
  }

  /** Captured samples by slot, null where nothing was captured. */
  String[] captures() {
    return captures;
  }
}
