/**
 * What has been read so far. A section is a draft that its lines fill in; a draft becomes a record
 * once the whole configuration has been read and validated. {@link
 * io.haloom.model.load.draft.LoadContext} holds the drafts of one load and the world around it.
 */
package io.haloom.model.load.draft;
