package io.haloom.model;

/**
 * A ring section.
 *
 * @param name its name
 * @param description {@code description}, or null
 * @param format the header of each message
 * @param maxLength longest message, bytes
 * @param size the ring's size, bytes
 */
public record RingConfig(
    String name, String description, LogTarget.Format format, int maxLength, int size) {}
