/**
 * Requests of {@code mode http}: how a session reads them one after the other, the steps of each,
 * its rules, replies, services, and the way of bodies.
 */
package io.haloom.stream.http;
