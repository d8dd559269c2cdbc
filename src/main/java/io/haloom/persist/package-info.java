/**
 * Persistence: a client comes back to the server it had. What cookies of requests name, what
 * responses set, and what of both is kept for logs.
 */
package io.haloom.persist;
