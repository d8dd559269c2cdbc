package io.haloom.stream;

import io.haloom.net.Connection;
import io.haloom.net.TlsFacts;
import io.haloom.sample.HelloCapture;
import io.haloom.sample.HttpRequestFacts;
import java.net.SocketAddress;

/** The names and numbers of a stream and its session, as fetches and formats ask for them. */
record StreamFactsView(Stream of) implements StreamTimingFacts {

  @Override
  public String frontendName() {
    return of.frontendConfig().name();
  }

  @Override
  public int frontendId() {
    return of.frontendConfig().id();
  }

  @Override
  public String backendName() {
    return of.backend() == null ? null : of.backend().name();
  }

  @Override
  public int backendId() {
    return of.backend() == null ? 0 : of.backendConfig().id();
  }

  @Override
  public String serverName() {
    HttpTransaction transaction = of.transaction();
    String service = transaction == null ? null : transaction.service();
    return of.server() == null ? service : of.server().name();
  }

  @Override
  public int serverId() {
    return of.server() == null ? 0 : of.server().id();
  }

  @Override
  public String listenerName() {
    return of.session().listener().config().name();
  }

  @Override
  public int listenerId() {
    return of.session().listener().config().id();
  }

  @Override
  public long acceptMicros() {
    return of.acceptMicros();
  }

  @Override
  public String uniqueId() {
    return of.uniqueId();
  }

  @Override
  public long number() {
    return of.session().number();
  }

  @Override
  public long bytesIn() {
    return of.counters().bytesIn();
  }

  @Override
  public int loggedStatus() {
    return of.transaction() != null && status() == 0 ? -1 : status();
  }

  @Override
  public boolean hasReceived() {
    return of.counters().hasReceived();
  }

  @Override
  public long bytesOut() {
    return of.counters().bytesOut();
  }

  @Override
  public HttpRequestFacts request() {
    return of.transaction() == null ? null : of.transaction().request();
  }

  @Override
  public int status() {
    return of.transaction() == null ? 0 : of.transaction().status();
  }

  @Override
  public char requestCookie() {
    return of.persistence() == null ? '-' : of.persistence().requestLetter();
  }

  @Override
  public char responseCookie() {
    return of.persistence() == null ? '-' : of.persistence().responseLetter();
  }

  @Override
  public String capturedCookie() {
    return of.persistence() == null ? null : of.persistence().captured();
  }

  @Override
  public String capturedResponseCookie() {
    return of.persistence() == null ? null : of.persistence().responseCaptured();
  }

  @Override
  public boolean isHttp() {
    return of.session().isHttp();
  }

  @Override
  public int clientHttpMajor() {
    return of.session().isMultiplexed() ? 2 : 1;
  }

  @Override
  public int serverHttpMajor() {
    return of.upstream().httpMajor();
  }

  @Override
  public int clientGlitches() {
    return of.client().glitches();
  }

  @Override
  public int serverGlitches() {
    Connection server = of.upstream().connection();
    return server == null ? -1 : server.glitches();
  }

  @Override
  public boolean firstRequest() {
    return of.transaction() == null || of.transaction().isFirst();
  }

  @Override
  public String receivedMethod() {
    return request() == null ? null : request().method();
  }

  @Override
  public String receivedTarget() {
    return request() == null ? null : request().target();
  }

  @Override
  public String receivedVersion() {
    return of.transaction() == null ? null : of.transaction().version();
  }

  @Override
  public String receivedResponseVersion() {
    return of.transaction() == null ? null : of.transaction().responseVersion();
  }

  @Override
  public String[] responseCaptures() {
    return of.transaction() == null
        ? StreamTimingFacts.super.responseCaptures()
        : of.transaction().responseCaptures();
  }

  @Override
  public SocketAddress connectionSource() {
    return of.session().addresses().connectionSource();
  }

  @Override
  public SocketAddress connectionDestination() {
    return of.session().addresses().connectionDestination();
  }

  @Override
  public char terminationCause() {
    return of.termination().cause();
  }

  @Override
  public char terminationPhase() {
    return of.termination().causePhase();
  }

  @Override
  public int logLevel() {
    return of.log().level();
  }

  @Override
  public int processConnections() {
    return of.services().runtime().process().connections().get();
  }

  @Override
  public int frontendSessions() {
    return of.frontend().sessions().get();
  }

  @Override
  public int backendSessions() {
    return of.backend() == null ? 0 : of.backend().sessions().get();
  }

  @Override
  public int serverSessions() {
    return of.server() == null ? 0 : of.server().sessions().get();
  }

  @Override
  public long frontendLogs() {
    return of.log().lines().lines();
  }

  @Override
  public SocketAddress serverSide() {
    return of.upstream().localAddress();
  }

  @Override
  public SocketAddress serverAddress() {
    return of.server() == null ? null : of.server().destination(of.destinationPort());
  }

  @Override
  public String[] captures() {
    return of.context().captures();
  }

  @Override
  public int responseCaptureSlots() {
    return of.frontendConfig().http().captures().response().size();
  }

  @Override
  public int captureSlots() {
    return of.frontendConfig().http().captures().request().size();
  }

  @Override
  public int listenerConnections() {
    return of.session().listener().sessions().get();
  }

  @Override
  public int thread() {
    return of.client().loop();
  }

  @Override
  public String defaultBackend() {
    return of.frontendConfig().frontend().defaultBackend();
  }

  @Override
  public int clientTimeout() {
    return of.frontendTimeouts().client();
  }

  @Override
  public int serverTimeout() {
    return of.backend() == null ? 0 : of.backendTimeouts().server();
  }

  @Override
  public int currentServerTimeout() {
    return of.backend() == null ? 0 : of.serverTimeout();
  }

  @Override
  public int currentTunnelTimeout() {
    return of.backend() == null ? 0 : of.tunnelTimeout();
  }

  @Override
  public int tunnelTimeout() {
    return of.backend() == null ? 0 : of.backendTimeouts().tunnel();
  }

  @Override
  public String lastRuleFile() {
    return of.context().lastRule() == null ? null : of.context().lastRule().file();
  }

  @Override
  public int lastRuleLine() {
    return of.context().lastRule() == null ? 0 : of.context().lastRule().line();
  }

  @Override
  public int priorityClass() {
    return of.priorityClass();
  }

  @Override
  public int priorityOffset() {
    return of.priorityOffset();
  }

  @Override
  public boolean receivedProxyHeader() {
    return of.session().hasProxyHeader();
  }

  @Override
  public String handshakeFailure() {
    return of.session().handshakeFailure();
  }

  @Override
  public TlsFacts clientTls() {
    return of.session().tls();
  }

  @Override
  public HelloCapture clientHello() {
    return of.session().hello();
  }

  @Override
  public TlsFacts serverTls() {
    return of.upstream().tls();
  }

  @Override
  public String serverFailure() {
    return of.upstream().failure();
  }

  @Override
  public byte[] proxyField(int type) {
    return of.session().proxyField(type);
  }
}
