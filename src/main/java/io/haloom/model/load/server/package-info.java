/**
 * {@code server}, {@code default-server} and {@code server-template} lines (HAProxy manual, section
 * 5.2); {@link io.haloom.model.load.server.ServerParser} puts the tables of their words together.
 */
package io.haloom.model.load.server;
