/**
 * The transport of Linux: one event loop per core, each a platform thread that polls its
 * descriptors and carries the virtual threads of its connections.
 *
 * <p>The rule that everything here rests on: what belongs to a loop (its connections, its timers,
 * its scratch memory) is touched only by that loop's thread or by virtual threads it carries. They
 * never run at the same time, so no lock and no atomic is needed between them.
 */
package io.haloom.net.epoll;
