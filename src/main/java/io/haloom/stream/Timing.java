package io.haloom.stream;

/**
 * The timers of one session, or of one request after the other of it, milliseconds since the
 * accept, -1 for a phase not reached.
 */
public final class Timing {
  private int handshake;
  private int request;
  private int idle;
  private int queued = -1;
  private int responded = -1;
  private int connected = -1;
  private int total = -1;
  private short retries;
  private boolean redispatched;
  private int serverQueue;
  private int backendQueue;

  /** Another request has reached no phase. */
  void begin() {
    handshake = 0;
    request = 0;
    idle = 0;
    queued = -1;
    responded = -1;
    connected = -1;
    total = -1;
    retries = 0;
    redispatched = false;
    serverQueue = 0;
    backendQueue = 0;
  }

  /** {@code Th}: how long the PROXY header took. */
  public int handshake() {
    return handshake;
  }

  void handshake(int millis) {
    handshake = millis;
  }

  /** When a server began to be looked for. */
  public int request() {
    return request;
  }

  void request(int millis) {
    request = millis;
  }

  /** When the request's first byte came. */
  public int idle() {
    return idle;
  }

  void idle(int millis) {
    idle = millis;
  }

  /** When the response's head was there, or -1. */
  public int responded() {
    return responded;
  }

  void responded(int millis) {
    responded = millis;
  }

  /** When the session left the queue, or -1. */
  public int queued() {
    return queued;
  }

  void queued(int millis) {
    queued = millis;
  }

  /** When the server's connection was established, or -1. */
  public int connected() {
    return connected;
  }

  void connected(int millis) {
    connected = millis;
  }

  /** When the session ended, or -1. */
  public int total() {
    return total;
  }

  void total(int millis) {
    total = millis;
  }

  /** Connection attempts after the first. */
  public int retries() {
    return retries;
  }

  void retried() {
    retries++;
  }

  /** Whether another server was tried ({@code +} before the retries in logs). */
  public boolean redispatched() {
    return redispatched;
  }

  void redispatch() {
    redispatched = true;
  }

  /** How many sessions were ahead in the server's queue. */
  public int serverQueue() {
    return serverQueue;
  }

  void serverQueue(int ahead) {
    serverQueue += ahead;
  }

  /** How many sessions were ahead in the backend's queue. */
  public int backendQueue() {
    return backendQueue;
  }

  void backendQueue(int ahead) {
    backendQueue += ahead;
  }
}
