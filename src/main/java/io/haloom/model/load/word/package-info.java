/**
 * Words alone: numbers, names, and what is said of a word that is refused. Below everything of the
 * loader.
 */
package io.haloom.model.load.word;
