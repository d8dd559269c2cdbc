/**
 * The beginning and the end of the main path: listeners, accepting, what a session's thread runs,
 * the steps of a TCP stream, and how all of it closes.
 */
package io.haloom.stream.accept;
