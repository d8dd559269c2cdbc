package io.haloom.sample;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** A session's facts for tests. */
public class FakeSession implements SessionFacts {
  public String backend = "bk";
  public String server = "srv1";
  public long acceptMicros = 1_700_000_000_123_456L;
  public char cause = '-';
  public char phase = '-';
  public long bytesIn = 100;
  public long bytesOut = 4567;
  public int retries;
  public boolean redispatched;
  public boolean unfinished;
  public int logLevel = -2;
  public String[] captures = {};
  public int captureSlots;

  @Override
  public String frontendName() {
    return "fe";
  }

  @Override
  public int frontendId() {
    return 2;
  }

  @Override
  public String backendName() {
    return backend;
  }

  @Override
  public int backendId() {
    return 3;
  }

  @Override
  public String serverName() {
    return server;
  }

  @Override
  public int serverId() {
    return 1;
  }

  @Override
  public String listenerName() {
    return "in";
  }

  @Override
  public int listenerId() {
    return 7;
  }

  @Override
  public long acceptMicros() {
    return acceptMicros;
  }

  @Override
  public String uniqueId() {
    return null;
  }

  @Override
  public long number() {
    return 5;
  }

  @Override
  public long bytesIn() {
    return bytesIn;
  }

  @Override
  public long bytesOut() {
    return bytesOut;
  }

  @Override
  public int requestMillis() {
    return 1;
  }

  @Override
  public int queuedMillis() {
    return 3;
  }

  @Override
  public int connectedMillis() {
    return 13;
  }

  @Override
  public int totalMillis() {
    return 250;
  }

  @Override
  public int retries() {
    return retries;
  }

  @Override
  public boolean redispatched() {
    return redispatched;
  }

  @Override
  public char terminationCause() {
    return cause;
  }

  @Override
  public char terminationPhase() {
    return phase;
  }

  @Override
  public int processConnections() {
    return 9;
  }

  @Override
  public int frontendSessions() {
    return 8;
  }

  @Override
  public int backendSessions() {
    return 7;
  }

  @Override
  public int serverSessions() {
    return 6;
  }

  @Override
  public SocketAddress serverSide() {
    return new InetSocketAddress("127.0.0.1", 50000);
  }

  @Override
  public SocketAddress serverAddress() {
    return new InetSocketAddress("127.0.0.2", 9000);
  }

  @Override
  public boolean unfinished() {
    return unfinished;
  }

  @Override
  public int logLevel() {
    return logLevel;
  }

  @Override
  public String[] captures() {
    return captures;
  }

  @Override
  public int captureSlots() {
    return captureSlots;
  }
}
