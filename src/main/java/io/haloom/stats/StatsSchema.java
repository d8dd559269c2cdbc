package io.haloom.stats;

/** The schema of the JSON forms ({@code show schema json}), in JSON Schema's draft 4. */
public final class StatsSchema {
  private static final String FIELD =
      "{\"type\":\"object\",\"properties\":{\"pos\":{\"type\":\"integer\",\"minimum\":0},"
          + "\"name\":{\"type\":\"string\"}},\"required\":[\"pos\",\"name\"]}";

  private static final String TAGS =
      "{\"type\":\"object\",\"properties\":{\"origin\":"
          + words("Metric", "Status", "Key", "Config", "Product", "Unknown")
          + ",\"nature\":"
          + words(
              "Gauge",
              "Limit",
              "Min",
              "Max",
              "Rate",
              "Counter",
              "Duration",
              "Age",
              "Time",
              "Name",
              "Output",
              "Avg",
              "Unknown")
          + ",\"scope\":"
          + words("Cluster", "Process", "Service", "System", "Unknown")
          + "},\"required\":[\"origin\",\"nature\",\"scope\"]}";

  private static final String VALUE =
      "{\"type\":\"object\",\"oneOf\":["
          + integer("s32", "-2147483648", "2147483647")
          + ","
          + integer("u32", "0", "4294967295")
          + ","
          + integer("u64", "0", "9007199254740991")
          + ","
          + value("flt", "{\"type\":\"number\"}")
          + ","
          + value("str", "{\"type\":\"string\"}")
          + "]}";

  private static final String ITEM =
      "\"field\":{\"$ref\":\"#/definitions/field\"},"
          + "\"processNum\":{\"$ref\":\"#/definitions/processNum\"},"
          + "\"tags\":{\"$ref\":\"#/definitions/tags\"},"
          + "\"value\":{\"$ref\":\"#/definitions/typedValue\"}";

  private static final String INFO =
      "{\"title\":\"Info\",\"type\":\"array\",\"items\":{\"title\":\"InfoItem\","
          + "\"type\":\"object\",\"properties\":{"
          + ITEM
          + "},\"required\":[\"field\",\"processNum\",\"tags\",\"value\"]}}";

  private static final String STAT =
      "{\"title\":\"Stat\",\"type\":\"array\",\"items\":{\"title\":\"StatRow\","
          + "\"type\":\"array\",\"items\":{\"title\":\"StatItem\",\"type\":\"object\","
          + "\"properties\":{\"objType\":"
          + words("Frontend", "Backend", "Listener", "Server", "Unknown")
          + ",\"proxyId\":{\"type\":\"integer\",\"minimum\":0},"
          + "\"id\":{\"type\":\"integer\",\"minimum\":0},"
          + ITEM
          + "},\"required\":[\"objType\",\"proxyId\",\"id\",\"field\",\"processNum\",\"tags\","
          + "\"value\"]}}}";

  private static final String ERROR =
      "{\"title\":\"Error\",\"type\":\"object\",\"properties\":{\"errorStr\":"
          + "{\"type\":\"string\"}},\"required\":[\"errorStr\"]}";

  /** The schema and a line end. */
  public static final String JSON =
      "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"oneOf\":["
          + INFO
          + ","
          + STAT
          + ","
          + ERROR
          + "],\"definitions\":{\"field\":"
          + FIELD
          + ",\"processNum\":{\"type\":\"integer\",\"minimum\":1},\"tags\":"
          + TAGS
          + ",\"typedValue\":"
          + VALUE
          + "}}\n";

  private StatsSchema() {}

  private static String words(String... allowed) {
    return "{\"type\":\"string\",\"enum\":[\"" + String.join("\",\"", allowed) + "\"]}";
  }

  private static String integer(String type, String low, String high) {
    return value(type, "{\"type\":\"integer\",\"minimum\":" + low + ",\"maximum\":" + high + "}");
  }

  private static String value(String type, String value) {
    return "{\"properties\":{\"type\":"
        + words(type)
        + ",\"value\":"
        + value
        + "},\"required\":[\"type\",\"value\"]}";
  }
}
