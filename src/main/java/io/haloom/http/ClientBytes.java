package io.haloom.http;

/** How many bytes a client's requests took, and their responses. */
public interface ClientBytes {
  /** Bytes received so far. */
  long received();

  /** Bytes that requests have consumed so far. */
  long consumed();

  /** Bytes sent so far, heads included. */
  long written();
}
