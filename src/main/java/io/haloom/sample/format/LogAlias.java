package io.haloom.sample.format;

import io.haloom.sample.SampleContext;

/**
 * What {@code %name} stands for.
 *
 * @param name without the percent sign
 * @param httpOnly whether it is refused outside of HTTP mode
 * @param atEnd whether it is known for good only when the session has ended
 * @param field renders it
 */
public record LogAlias(String name, boolean httpOnly, boolean atEnd, Field field) {

  /** Renders one alias. */
  @FunctionalInterface
  public interface Field {

    /**
     * Appends the field.
     *
     * @return false where the field counts as absent, so that the spaces around it are merged
     */
    boolean append(SampleContext context, FormatFlags flags, StringBuilder into);
  }
}
