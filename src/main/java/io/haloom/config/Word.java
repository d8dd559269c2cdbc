package io.haloom.config;

/**
 * One word of a line after quotes, escapes and variables are resolved.
 *
 * @param text the word; see {@link ConfigText} for bytes that are not UTF-8
 * @param position where it starts, in bytes from 1, on the line with all words resolved and joined
 *     by single spaces
 */
public record Word(String text, int position) {}
