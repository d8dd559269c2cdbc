/**
 * The main path: a client's {@link io.haloom.stream.Session}, the {@link io.haloom.stream.Stream}s
 * that it carries, and what both need in every mode. The steps begin in {@code stream.accept}.
 *
 * <p>Code here blocks, and reads from top to bottom; nothing knows which transport carries it.
 */
package io.haloom.stream;
