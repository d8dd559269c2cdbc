/**
 * Compiles expressions, ACLs, conditions and log formats out of the words of a configuration. It
 * knows all fetches and converters; what they and what is compiled are made of is below.
 */
package io.haloom.sample.compile;
