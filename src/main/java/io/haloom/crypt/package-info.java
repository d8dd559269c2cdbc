/** Password hashes, as the system's crypt(3) makes them. */
package io.haloom.crypt;
