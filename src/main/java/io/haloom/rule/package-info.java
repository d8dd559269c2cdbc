/** Rules of {@code tcp-request}, {@code tcp-response} and, later, their HTTP kin. */
package io.haloom.rule;
