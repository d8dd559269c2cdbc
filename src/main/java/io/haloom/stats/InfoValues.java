package io.haloom.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The values of {@code show info} at one moment. */
public final class InfoValues {
  private final Object[] values = new Object[InfoField.values().length];

  InfoValues() {}

  void set(InfoField field, long value) {
    values[field.ordinal()] = value;
  }

  void set(InfoField field, double value) {
    values[field.ordinal()] = value;
  }

  void set(InfoField field, String value) {
    values[field.ordinal()] = value;
  }

  public boolean has(InfoField field) {
    return values[field.ordinal()] != null;
  }

  /** The value as text, empty when absent; fractions have at most six digits. */
  public String text(InfoField field) {
    Object value = values[field.ordinal()];
    if (value instanceof Double d) {
      BigDecimal shown = BigDecimal.valueOf(d).setScale(6, RoundingMode.HALF_EVEN);
      return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }
    return value == null ? "" : value.toString();
  }

  /** The value of a numeric field, 0 when absent. */
  public long number(InfoField field) {
    return values[field.ordinal()] instanceof Number number ? number.longValue() : 0;
  }

  /** The type of what {@link #text} gives. */
  public FieldType type(InfoField field) {
    return values[field.ordinal()] instanceof Double ? FieldType.FLT : field.type();
  }

  /** Origin, nature and scope; as fractions all rates count as such. */
  public FieldTags tags(InfoField field) {
    boolean rate =
        field == InfoField.SSL_FRONTEND_KEY_RATE
            || field == InfoField.SSL_FRONTEND_SESSION_REUSE_PCT;
    return rate && type(field) == FieldType.FLT ? FieldTags.of("MRP") : field.tags();
  }
}
