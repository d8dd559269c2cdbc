/** What fetches see: of messages, and of the process. */
package io.haloom.stream.facts;
