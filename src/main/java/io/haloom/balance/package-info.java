/** The balancing algorithms, one a file (configuration manual, {@code balance}). */
package io.haloom.balance;
