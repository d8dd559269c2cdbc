package io.haloom.model;

/**
 * One {@code log} line's target.
 *
 * @param address {@code ip:port}, a socket path, {@code stdout}, {@code stderr}, {@code fd@N} or
 *     {@code ring@name}, as written
 * @param facility 0 to 23 (RFC 5424)
 * @param level messages less severe than this are left out, 0 to 7
 * @param minLevel messages more severe than this are lowered to it, 0 to 7
 * @param maxLength {@code len}, bytes, 1024 by default
 * @param format {@code format}; null for the default: RFC 3164 with {@code log-send-hostname}, or
 *     else local
 * @param sampleRanges {@code sample}, or null
 */
public record LogTarget(
    String address,
    int facility,
    int level,
    int minLevel,
    int maxLength,
    Format format,
    SampleRanges sampleRanges) {

  /** The header put before a message (configuration manual, {@code log}). */
  public enum Format {
    LOCAL,
    RFC3164,
    RFC5424,
    PRIORITY,
    SHORT,
    TIMED,
    ISO,
    RAW
  }

  /**
   * {@code sample ranges:size}: of each {@code size} messages, those whose number (from 1) is in
   * {@code chosen} are sent.
   */
  public record SampleRanges(java.util.BitSet chosen, int size) {}
}
