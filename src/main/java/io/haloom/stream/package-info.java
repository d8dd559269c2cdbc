/**
 * The way of a connection: accept, rules, choice of a server, connect, pump, log. Blocking code on
 * virtual threads; which transport carries it is not known here.
 */
package io.haloom.stream;
