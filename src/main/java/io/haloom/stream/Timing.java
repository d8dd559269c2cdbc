package io.haloom.stream;

/** The timers of a stream, milliseconds since it began, -1 for a phase not reached. */
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

  /** {@code Th}: how long the PROXY header took. */
  public int handshake() {
    return handshake;
  }

  /** Sets it: milliseconds since the accept. */
  public void handshake(int millis) {
    handshake = millis;
  }

  /** When a server began to be looked for. */
  public int request() {
    return request;
  }

  public void request(int millis) {
    request = millis;
  }

  /** When the request's first byte came. */
  public int idle() {
    return idle;
  }

  public void idle(int millis) {
    idle = millis;
  }

  /** When the response's head was there, or -1. */
  public int responded() {
    return responded;
  }

  public void responded(int millis) {
    responded = millis;
  }

  /** When the session left the queue, or -1. */
  public int queued() {
    return queued;
  }

  public void queued(int millis) {
    queued = millis;
  }

  /** When the server's connection was established, or -1. */
  public int connected() {
    return connected;
  }

  public void connected(int millis) {
    connected = millis;
  }

  /** When the session ended, or -1. */
  public int total() {
    return total;
  }

  public void total(int millis) {
    total = millis;
  }

  /** Connection attempts after the first. */
  public int retries() {
    return retries;
  }

  public void retried() {
    retries++;
  }

  /** Nothing more is tried, as if all attempts had been made. */
  public void exhausted(int allowed) {
    retries = (short) Math.max(retries, allowed);
  }

  /** Whether another server was tried ({@code +} before the retries in logs). */
  public boolean redispatched() {
    return redispatched;
  }

  public void redispatch() {
    redispatched = true;
  }

  /** How many sessions were ahead in the server's queue. */
  public int serverQueue() {
    return serverQueue;
  }

  public void serverQueue(int ahead) {
    serverQueue += ahead;
  }

  /** How many sessions were ahead in the backend's queue. */
  public int backendQueue() {
    return backendQueue;
  }

  public void backendQueue(int ahead) {
    backendQueue += ahead;
  }
}
