/**
 * Lines that are rules: {@code acl}, {@code tcp-request}, {@code http-request}, {@code use_backend}
 * and their kin, and their conditions.
 */
package io.haloom.model.load.rules;
