package io.haloom.http.h2;

import io.haloom.net.ConnectionException;
import java.util.function.Consumer;

/**
 * The streams of a connection that somebody still uses, by their identifiers; by another number,
 * below 0, before they have one. Guarded by the connection's lock.
 */
final class StreamTable {
  private final IdTable<H2Stream> streams = new IdTable<>();

  /** Null where nobody uses it. */
  H2Stream get(int id) {
    return streams.get(id);
  }

  int size() {
    return streams.size();
  }

  void add(H2Stream stream) {
    streams.add(stream);
  }

  /** One that was added gets its identifier. */
  void identify(H2Stream stream, int id) {
    streams.remove(stream.id());
    stream.identify(id);
    streams.add(stream);
  }

  void remove(H2Stream stream) {
    streams.remove(stream.id());
  }

  void forEach(Consumer<H2Stream> action) {
    streams.all().forEach(action);
  }

  /** Nothing more comes: those that the peer has not ended fail. */
  void breakUnended() {
    for (H2Stream stream : streams.all()) {
      if (!stream.input().isEnded()) {
        stream.broken(ConnectionException.Kind.RESET);
      }
    }
  }

  /** The peer takes so many more bytes on each of them, or fewer. */
  void widenAll(int bytes) throws H2Exception {
    for (H2Stream stream : streams.all()) {
      try {
        stream.output().widen(bytes);
      } catch (H2Exception e) {
        throw H2Exception.connection(e.code(), e.getMessage());
      }
    }
  }
}
