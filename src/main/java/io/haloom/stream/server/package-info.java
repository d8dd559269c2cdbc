/**
 * From a stream to a server: the choice of a backend and of a server, connecting with retries and
 * redispatches, and the connections that are kept alive.
 */
package io.haloom.stream.server;
