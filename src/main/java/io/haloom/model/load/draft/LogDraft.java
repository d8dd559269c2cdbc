package io.haloom.model.load.draft;

import io.haloom.config.Line;
import io.haloom.model.LogTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * What a section says of its logs. Formats are compiled when the section's mode is known for good.
 */
public final class LogDraft {
  /**
   * A log format of the configuration.
   *
   * @param text the format, or the name of one for {@code option tcplog} and its kin
   * @param option {@code option tcplog}, {@code option httplog}, ..., or {@code log-format}
   * @param line where it stands
   */
  public record Format(String text, String option, Line line) {}

  public final List<LogTarget> targets = new ArrayList<>();
  public Format format;
  public Format errorFormat;
  public Format structuredData;
  public String tag;

  /**
   * A copy for a section made from this one.
   *
   * @param formats whether it has a frontend, which is what logs by formats
   */
  LogDraft inherit(boolean formats) {
    LogDraft copy = new LogDraft();
    copy.targets.addAll(targets);
    copy.tag = tag;
    if (!formats) {
      return copy;
    }
    copy.format = format;
    copy.errorFormat = errorFormat;
    copy.structuredData = structuredData;
    return copy;
  }
}
