/**
 * Builds a {@link io.haloom.model.Config} from configuration files. A section or a family of
 * keywords is a file, with its table of words; what a section collects is a draft, and drafts
 * become records once the whole configuration has been read and checked.
 */
package io.haloom.model.load;
