/**
 * HTTP by RFC 9110, whatever the version: heads, fields, methods, replies, the default error
 * messages, and the interfaces behind which a version's codec stands.
 *
 * <p>Nothing here knows which transport carries the bytes, nor any proxy.
 */
package io.haloom.http;
