package io.haloom.stats;

/**
 * Where a value comes from, what it measures and how far it reaches (management guide, "show info
 * typed").
 *
 * @param letters origin, nature and scope as three letters
 */
public record FieldTags(String letters) {
  /** A current number measured in this process. */
  public static final FieldTags GAUGE = new FieldTags("MGP");

  /** The tags of the three letters. */
  public static FieldTags of(String letters) {
    return new FieldTags(letters);
  }

  /** The origin in words. */
  public String origin() {
    return switch (letters.charAt(0)) {
      case 'M' -> "Metric";
      case 'S' -> "Status";
      case 'K' -> "Key";
      case 'C' -> "Config";
      case 'P' -> "Product";
      default -> "Unknown";
    };
  }

  /** The nature in words. */
  public String nature() {
    return switch (letters.charAt(1)) {
      case 'G' -> "Gauge";
      case 'L' -> "Limit";
      case 'm' -> "Min";
      case 'M' -> "Max";
      case 'R' -> "Rate";
      case 'C' -> "Counter";
      case 'D' -> "Duration";
      case 'A' -> "Age";
      case 'T' -> "Time";
      case 'N' -> "Name";
      case 'O' -> "Output";
      case 'a' -> "Avg";
      default -> "Unknown";
    };
  }

  /** The scope in words. */
  public String scope() {
    return switch (letters.charAt(2)) {
      case 'P' -> "Process";
      case 'S' -> "Service";
      case 's' -> "System";
      case 'C' -> "Cluster";
      default -> "Unknown";
    };
  }
}
