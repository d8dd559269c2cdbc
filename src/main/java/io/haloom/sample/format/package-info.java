/** Log formats: text with {@code %alias} and {@code %[expression]} in it. */
package io.haloom.sample.format;
