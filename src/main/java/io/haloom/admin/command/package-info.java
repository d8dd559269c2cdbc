/** The commands of the stats socket, one class each; {@link StandardCommands} has the table. */
package io.haloom.admin.command;
