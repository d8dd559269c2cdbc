/**
 * What can only be told once the whole configuration is read: references between sections, and
 * words that do not go together.
 */
package io.haloom.model.load.validate;
