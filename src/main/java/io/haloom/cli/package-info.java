/**
 * The command line: its options, what it says over the configuration, and the console. Knows
 * nothing that runs.
 */
package io.haloom.cli;
