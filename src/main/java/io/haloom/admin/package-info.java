/**
 * The stats socket: who connects, how lines become commands, and the table of commands. Each
 * command is one class of {@code admin.command}. Clients are served by platform threads of their
 * own, for commands may wait for files, locks and each other.
 */
package io.haloom.admin;
