package io.haloom.sample.format;

import io.haloom.sample.ByteText;
import io.haloom.sample.SampleContext;
import java.util.Set;

/**
 * What {@code %name} stands for.
 *
 * @param name without the percent sign
 * @param httpOnly whether it is refused outside of HTTP mode
 * @param needs what it cannot be rendered without
 * @param field renders it
 */
public record LogAlias(String name, boolean httpOnly, Set<Need> needs, Field field) {

  /** What must have happened, or be kept, before an alias can be rendered. */
  public enum Need {
    /** The session's end: until then the field is not known for good. */
    END,
    /** The address the server was connected from, beyond the connection's end. */
    SERVER_SIDE
  }

  /** Renders one alias. */
  @FunctionalInterface
  public interface Field {

    /**
     * Appends the field.
     *
     * @return false where the field counts as absent, so that the spaces around it are merged
     */
    boolean append(SampleContext context, FormatFlags flags, ByteText into);
  }
}
