package io.haloom.http;

import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/** A client's connection that carries many requests at once. */
public interface ClientStreams {

  /**
   * How long the connection waits, in milliseconds; 0 is for ever.
   *
   * @param request for a first request: {@code timeout http-request}
   * @param keepAlive for another one: {@code timeout http-keep-alive}
   * @param client where none of the others is set, and for the client to take what it is sent
   * @param fin for the client to leave once it has been told to: {@code timeout client-fin}
   */
  record Patience(int request, int keepAlive, int client, int fin) {}

  /** Takes the requests. */
  interface Requests {
    /**
     * A request has come: it is to have a thread of its own, which closes its connection in the
     * end. Must not wait.
     */
    void begins(ClientStream stream);

    /**
     * What came can be no request, and its stream was reset; or what came was too much, and all of
     * the connection ends. Must not wait.
     */
    void malformed();
  }

  /** One of the requests, whose bytes are those of it alone. */
  interface ClientStream extends ClientBytes {
    /** What to its own thread is the client's connection. */
    Connection connection();

    ClientExchange exchange();

    /** Why the request is to be refused, or null. */
    BadMessageException refusal();
  }

  /** Takes bytes that were received elsewhere, before anything is read. */
  void preload(ByteBuffer bytes);

  /** Reads requests on the calling thread until the connection ends. */
  void run(Patience patience, Requests requests) throws ConnectionException;

  /**
   * Has the client bring its requests elsewhere: no other is taken, and the connection ends with
   * the last that is under way. From any thread.
   */
  void drain();

  /** Ends all at once. From any thread. */
  void abort();
}
