/** Servers with a name follow what the system's resolver says of it while they run. */
package io.haloom.resolve;
