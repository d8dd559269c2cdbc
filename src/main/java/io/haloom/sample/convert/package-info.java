/** The converters, one family a file, and the table of their names. */
package io.haloom.sample.convert;
