/**
 * HTTP/2 by RFC 9113, with HPACK (RFC 7541) and extended CONNECT (RFC 8441).
 *
 * <p>At the bottom, without any input or output, is what bytes mean: {@link
 * io.haloom.http.h2.HpackDecoder} and {@link io.haloom.http.h2.HpackEncoder} for field blocks,
 * {@link io.haloom.http.h2.H2FieldRules} for the messages in them, {@link
 * io.haloom.http.h2.FrameHeader}, {@link io.haloom.http.h2.FramePayload} and {@link
 * io.haloom.http.h2.FrameWriter} for frames, and {@link io.haloom.http.h2.Settings}.
 */
package io.haloom.http.h2;
