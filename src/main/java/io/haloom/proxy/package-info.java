/**
 * What runs: frontends, backends, servers, their states, queues and counters. These objects live
 * across configurations and hold what changes; {@code model} holds what does not.
 */
package io.haloom.proxy;
