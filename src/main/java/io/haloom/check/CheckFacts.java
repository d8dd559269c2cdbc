package io.haloom.check;

import io.haloom.model.Timeouts;
import io.haloom.net.Connection;
import io.haloom.net.TlsFacts;
import io.haloom.sample.SessionFacts;
import java.net.SocketAddress;

/**
 * What a check tells formats and fetches in place of a session: its backend, its server and its
 * connection. HAProxy gives checks a frontend of their own, named as here.
 */
final class CheckFacts implements SessionFacts {
  private final Subject subject;
  private final long startMicros = System.currentTimeMillis() * 1000;
  private volatile Connection connection;

  CheckFacts(Subject subject) {
    this.subject = subject;
  }

  void connection(Connection current) {
    connection = current;
  }

  @Override
  public String frontendName() {
    return "CHECKS-FE";
  }

  @Override
  public int frontendId() {
    return 0;
  }

  @Override
  public String backendName() {
    return subject.proxy().name();
  }

  @Override
  public int backendId() {
    return subject.proxy().id();
  }

  @Override
  public String serverName() {
    return subject.server().name();
  }

  @Override
  public int serverId() {
    return subject.server().id();
  }

  @Override
  public String listenerName() {
    return null;
  }

  @Override
  public int listenerId() {
    return 0;
  }

  @Override
  public long acceptMicros() {
    return startMicros;
  }

  @Override
  public String uniqueId() {
    return null;
  }

  @Override
  public int handshakeMillis() {
    return -1;
  }

  @Override
  public int requestMillis() {
    return -1;
  }

  @Override
  public char terminationCause() {
    return 'P';
  }

  @Override
  public char terminationPhase() {
    return 'R';
  }

  @Override
  public boolean unfinished() {
    return true;
  }

  @Override
  public int backendSessions() {
    return subject.server().backend().sessions().get();
  }

  @Override
  public int serverSessions() {
    return subject.server().sessions().get();
  }

  @Override
  public SocketAddress serverSide() {
    Connection open = connection;
    return open == null ? null : open.localAddress();
  }

  @Override
  public SocketAddress serverAddress() {
    Connection open = connection;
    return open == null ? null : open.remoteAddress();
  }

  @Override
  public TlsFacts serverTls() {
    Connection open = connection;
    return open == null ? null : open.tls();
  }

  @Override
  public int serverTimeout() {
    Timeouts timeouts = subject.timeouts();
    return timeouts.server();
  }

  @Override
  public int tunnelTimeout() {
    Timeouts timeouts = subject.timeouts();
    return timeouts.tunnel();
  }
}
