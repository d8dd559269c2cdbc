/**
 * A balancer as a process among others: the script that starts it, the master that keeps it,
 * systemd, the pid file.
 */
package io.haloom.process;
