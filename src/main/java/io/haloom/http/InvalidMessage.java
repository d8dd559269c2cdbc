package io.haloom.http;

/**
 * What is kept of a message that is not as it should be, for HAProxy's {@code show errors}.
 *
 * @param bytes what the buffer held of it and behind it; not to be changed
 * @param position offset in {@code bytes} of what is wrong
 * @param response whether it is a response
 * @param refused false where it passed all the same, as {@code accept-invalid-http-request} allows
 * @param state where the parser was
 * @param flags what was known of the message, in HAProxy's bits
 * @param chunkLength bytes of payload of the current chunk that are to come, or {@code
 *     Content-Length}
 * @param bodyLength bytes of payload of the chunks so far, or {@code Content-Length}
 */
public record InvalidMessage(
    byte[] bytes,
    int position,
    boolean response,
    boolean refused,
    MessageState state,
    int flags,
    long chunkLength,
    long bodyLength) {}
