package io.haloom.stream;

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
import java.util.Map;

/** What rules, expressions and log formats see and change of a session; made when first needed. */
final class SessionContext implements RuleContext {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int SCOPES = Variables.Scope.values().length;

  private final Session session;

  /** By scope; null as long as nobody asked. */
  private Variables[] variables;

  private final SessionFacts facts;
  private String[] captures = {};
  private Map<Integer, byte[]> proxyTlvs = Map.of();
  private String handshakeFailure;
  private Prefetch response;
  private boolean requestComplete = true;
  private boolean responseComplete = true;
  private Rule lastRule;
  private int priorityClass;
  private int priorityOffset;
  private int expectedHeader;

  /** What was given back last, for the next who asks; nobody keeps one while the session waits. */
  private Sample spareSample;

  private ByteText spareText;

  SessionContext(Session session) {
    this.session = session;
    this.facts = new SessionFactsView(session);
  }

  /** Another request of the client has none of this. */
  void forgetRequest() {
    if (variables != null) {
      variables[Variables.Scope.TRANSACTION.ordinal()] = null;
      variables[Variables.Scope.REQUEST.ordinal()] = null;
      variables[Variables.Scope.RESPONSE.ordinal()] = null;
    }
    captures = new String[0];
    response = null;
    lastRule = null;
    priorityClass = 0;
    priorityOffset = 0;
    dropSpares();
  }

  /** Lets go of what evaluations use again, where there may be none for long. */
  void dropSpares() {
    spareSample = null;
    spareText = null;
  }

  // --- samples ---------------------------------------------------------------------------------

  @Override
  public SocketAddress source() {
    return session.source();
  }

  @Override
  public SocketAddress destination() {
    return session.destination();
  }

  @Override
  public ByteBuffer requestBytes() {
    Prefetch prefetch = session.prefetchIfAny();
    return prefetch == null ? NOTHING : prefetch.bytes().asReadOnlyBuffer();
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
    return response != null || httpResponse() != null;
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
    HttpTransaction transaction = session.transaction();
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
      return session.services().processVariables();
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
    return session.services().facts();
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
    session.addresses().source(address);
  }

  @Override
  public void setDestination(SocketAddress address) {
    session.addresses().destination(address);
  }

  @Override
  public void setMark(int mark) {
    session.client().mark(mark);
  }

  @Override
  public void setTos(int tos) {
    session.client().trafficClass(tos);
  }

  @Override
  public void setLogLevel(int level) {
    session.log().level(level);
  }

  @Override
  public void expectProxyHeader(int kind) {
    expectedHeader = kind;
  }

  /** 1 when a rule asked for a PROXY header, 2 for a NetScaler one, else 0. */
  int expectedHeader() {
    return expectedHeader;
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
    List<HttpConfig.Capture> slots = session.frontend().config().http().captures().request();
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

  void proxyTlvs(Map<Integer, byte[]> tlvs) {
    proxyTlvs = tlvs;
  }

  void handshakeFailure(String reason) {
    handshakeFailure = reason;
  }

  /** Why the client's PROXY header was not accepted, or null. */
  String handshakeFailure() {
    return handshakeFailure;
  }

  /** The TLVs of the client's PROXY header. */
  Map<Integer, byte[]> proxyTlvs() {
    return proxyTlvs;
  }
}
