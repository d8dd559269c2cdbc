/**
 * Builds a {@link io.haloom.model.Config} from configuration files: {@link
 * io.haloom.model.load.ConfigLoader} has a parser for each section, validates the drafts that they
 * leave, and makes records of them. A section is a package, and a family of its keywords is a file
 * with its table of words.
 */
package io.haloom.model.load;
