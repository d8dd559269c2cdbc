package io.haloom.sample;

import io.haloom.net.TlsFacts;
import java.net.SocketAddress;

/**
 * What a session tells fetches and log formats about itself, while it lives and when it has ended.
 * Times are milliseconds since the accept, -1 for a phase not reached.
 */
public interface SessionFacts {

  String frontendName();

  int frontendId();

  /** Null until a backend is chosen. */
  String backendName();

  int backendId();

  /** Null until a server is chosen. */
  String serverName();

  int serverId();

  /** The bind line's {@code name}, or null. */
  String listenerName();

  int listenerId();

  /** The wall clock of the accept, in microseconds since 1970. */
  long acceptMicros();

  /** The unique identifier of {@code unique-id-format}, or null. */
  String uniqueId();

  /** Counts the sessions of the process ({@code %rt}). */
  default long number() {
    return 0;
  }

  /** Bytes the client sent ({@code %U}). */
  default long bytesIn() {
    return 0;
  }

  /** The status as logs have it: -1 while there is none of a request ({@code %ST}). */
  default int loggedStatus() {
    return status();
  }

  /** Whether the client has sent anything, be it counted or not. */
  default boolean hasReceived() {
    return bytesIn() > 0;
  }

  /** Bytes the client received ({@code %B}). */
  default long bytesOut() {
    return 0;
  }

  /** How long the PROXY header took ({@code %Th}). */
  default int handshakeMillis() {
    return 0;
  }

  /** When the request was complete: in TCP mode, when a server began to be looked for. */
  default int requestMillis() {
    return 0;
  }

  /** When the session left the queue, or passed where it might have waited. */
  default int queuedMillis() {
    return -1;
  }

  /** When the server's connection was established. */
  default int connectedMillis() {
    return -1;
  }

  /** When the request's first byte came ({@code %Ti}), or the end of the handshake. */
  default int idleMillis() {
    return 0;
  }

  /** When the response's head was there. */
  default int respondedMillis() {
    return -1;
  }

  /** The request of HTTP mode; null where it could not be read, and in TCP mode. */
  default HttpRequestFacts request() {
    return null;
  }

  /** The status of the response of HTTP mode, 0 for none ({@code %ST}). */
  default int status() {
    return 0;
  }

  /** How long the session has lasted ({@code %Tt}). */
  default int totalMillis() {
    return 0;
  }

  /** Connection attempts after the first ({@code %rc}). */
  default int retries() {
    return 0;
  }

  /** Whether another server was tried than the one chosen first. */
  default boolean redispatched() {
    return false;
  }

  /** How many sessions were ahead in the server's queue ({@code %sq}). */
  default int serverQueue() {
    return 0;
  }

  /** How many sessions were ahead in the backend's queue ({@code %bq}). */
  default int backendQueue() {
    return 0;
  }

  /** First letter of the termination state (configuration manual, section 8.5). */
  default char terminationCause() {
    return '-';
  }

  /** Second letter of the termination state. */
  default char terminationPhase() {
    return '-';
  }

  /** Third letter of the termination state: the persistence cookie of the request. */
  default char requestCookie() {
    return '-';
  }

  /** Fourth letter of the termination state: the persistence cookie of the response. */
  default char responseCookie() {
    return '-';
  }

  /** What {@code capture cookie} kept of the request, or null ({@code %CC}). */
  default String capturedCookie() {
    return null;
  }

  /** What {@code capture cookie} kept of the response, or null ({@code %CS}). */
  default String capturedResponseCookie() {
    return null;
  }

  /** Level that {@code set-log-level} asked for, 0 to 7; -1 for no log, -2 where none did. */
  default int logLevel() {
    return -2;
  }

  /** Connections of the process now ({@code %ac}). */
  default int processConnections() {
    return 0;
  }

  /** Sessions of the frontend now ({@code %fc}). */
  default int frontendSessions() {
    return 0;
  }

  /** Sessions of the backend now ({@code %bc}). */
  default int backendSessions() {
    return 0;
  }

  /** Sessions of the server now ({@code %sc}). */
  default int serverSessions() {
    return 0;
  }

  /** Lines the frontend has logged ({@code %lc}). */
  default long frontendLogs() {
    return 0;
  }

  /** The address the server was connected from, or null. */
  default SocketAddress serverSide() {
    return null;
  }

  /** The server's address, or null. */
  default SocketAddress serverAddress() {
    return null;
  }

  /** Captured samples by slot, null where nothing was captured. */
  default String[] captures() {
    return new String[0];
  }

  /** How many slots captures have in the frontend. */
  default int captureSlots() {
    return 0;
  }

  /** How many slots captures of responses have in the frontend. */
  default int responseCaptureSlots() {
    return 0;
  }

  /** A line written before the session ended ({@code option logasap}). */
  default boolean unfinished() {
    return false;
  }

  /** Connections of the bind line now. */
  default int listenerConnections() {
    return 0;
  }

  /** The loop that carries the session, from 0. */
  default int thread() {
    return 0;
  }

  /** {@code default_backend}, or null. */
  default String defaultBackend() {
    return null;
  }

  /** {@code timeout client} in milliseconds, 0 for none. */
  default int clientTimeout() {
    return 0;
  }

  /** {@code timeout server} of the backend in milliseconds, 0 for none. */
  default int serverTimeout() {
    return 0;
  }

  /** {@code timeout tunnel} of the backend in milliseconds, 0 for none. */
  default int tunnelTimeout() {
    return 0;
  }

  /** {@code timeout server} as rules have left it for this session, in milliseconds. */
  default int currentServerTimeout() {
    return serverTimeout();
  }

  /** {@code timeout tunnel} as rules have left it for this session, in milliseconds. */
  default int currentTunnelTimeout() {
    return tunnelTimeout();
  }

  /** The file of the last rule that decided, or null. */
  default String lastRuleFile() {
    return null;
  }

  /** The line of the last rule that decided, or 0. */
  default int lastRuleLine() {
    return 0;
  }

  /** {@code set-priority-class}. */
  default int priorityClass() {
    return 0;
  }

  /** {@code set-priority-offset}, milliseconds. */
  default int priorityOffset() {
    return 0;
  }

  /** Whether the client's connection began with a PROXY protocol header. */
  default boolean receivedProxyHeader() {
    return false;
  }

  /** The TLS of the client's connection; null where it has none. */
  default TlsFacts clientTls() {
    return null;
  }

  /** The TLS of the server's connection; null where it has none, and while there is none. */
  default TlsFacts serverTls() {
    return null;
  }

  /** What was kept of the client's ClientHello, or null. */
  default HelloCapture clientHello() {
    return null;
  }

  /** Why the server's connection was not made, or broke off, in HAProxy's words; or null. */
  default String serverFailure() {
    return null;
  }

  /** Why the client's connection became no session, or broke off, in HAProxy's words; or null. */
  default String handshakeFailure() {
    return null;
  }

  /** A field of the client's PROXY protocol header by its type, or null. */
  default byte[] proxyField(int type) {
    return null;
  }

  /** The client's address as its connection has it, before rules changed it in later phases. */
  default SocketAddress connectionSource() {
    return null;
  }

  /** The address the client's connection came to, before rules changed it in later phases. */
  default SocketAddress connectionDestination() {
    return null;
  }

  /** Whether the client's connection speaks HTTP. */
  default boolean isHttp() {
    return false;
  }

  /** The major version of HTTP that the client speaks. */
  default int clientHttpMajor() {
    return 1;
  }

  /** The version that the server is spoken to in; 0 where there is no connection to it. */
  default int serverHttpMajor() {
    return 0;
  }

  /** How often the client has done what it should not, in HTTP/2; or else -1. */
  default int clientGlitches() {
    return -1;
  }

  /** The same of the server, on the connection that is used. */
  default int serverGlitches() {
    return -1;
  }

  /** Whether no request came before this one on the client's connection; never in HTTP/2. */
  default boolean firstRequest() {
    return true;
  }

  /** The request's method as it was received, or null in TCP mode. */
  default String receivedMethod() {
    return null;
  }

  /** The request's target as it was received, or null in TCP mode. */
  default String receivedTarget() {
    return null;
  }

  /** The request's version as it was received: {@code HTTP/1.1}; or null in TCP mode. */
  default String receivedVersion() {
    return null;
  }

  /** The response's version as it was received, or null where there is none. */
  default String receivedResponseVersion() {
    return null;
  }

  /** What {@code capture request header} and rules captured, null where nothing was. */
  default String[] requestCaptures() {
    return captures();
  }

  /** What {@code capture response header} and rules captured, null where nothing was. */
  default String[] responseCaptures() {
    return new String[0];
  }
}
