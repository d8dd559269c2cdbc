package io.haloom.sample.format;

import io.haloom.sample.Checkpoint;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a format is used.
 *
 * @param mandatory empty texts are written as dashes, unless {@code %{-M}}
 * @param mergeSpaces runs of spaces become one
 * @param forHttp expressions are encoded for use in HTTP headers
 * @param places where it is evaluated
 */
public record FormatOptions(
    boolean mandatory, boolean mergeSpaces, boolean forHttp, Set<Checkpoint> places) {
  /** {@code log-format}, {@code log-format-sd}, {@code error-log-format}. */
  public static final FormatOptions LOG =
      new FormatOptions(true, true, false, EnumSet.of(Checkpoint.LOG));

  /** {@code unique-id-format}. */
  public static final FormatOptions UNIQUE_ID =
      new FormatOptions(false, true, true, EnumSet.of(Checkpoint.FRONTEND_HTTP_REQUEST));

  /** {@code use_backend %[...]}. */
  public static final FormatOptions USE_BACKEND =
      plain(EnumSet.of(Checkpoint.FRONTEND_HTTP_REQUEST));

  /** {@code use-server %[...]}. */
  public static final FormatOptions USE_SERVER = plain(EnumSet.of(Checkpoint.BACKEND_HTTP_REQUEST));

  /** {@code tcp-check} and {@code http-check}. */
  public static final FormatOptions CHECK = plain(EnumSet.of(Checkpoint.CHECK));

  /** Text as it is, evaluated at {@code places}. */
  public static FormatOptions plain(Set<Checkpoint> places) {
    return new FormatOptions(false, false, false, places);
  }
}
