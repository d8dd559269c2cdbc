/**
 * State files as text: columns, lines, and the numbers in them (management guide, {@code show
 * servers state}).
 */
package io.haloom.proxy.statefile;
