/** How ACLs compare samples with patterns: one kind of pattern a file. */
package io.haloom.sample.match;
