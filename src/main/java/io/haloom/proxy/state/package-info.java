/**
 * The parts that the state of a server is made of: what administrators want, what checks say,
 * weights, and where it is. They know no server.
 */
package io.haloom.proxy.state;
