package io.haloom.sample;

/** What an argument of a fetch or converter may be. */
public enum ArgType {
  SINT("integer"),
  STR("string"),
  IPV4("IPv4 address"),
  MASK4("IPv4 mask"),
  IPV6("IPv6 address"),
  MASK6("IPv6 mask"),
  FRONTEND("frontend"),
  BACKEND("backend"),
  TABLE("table"),
  SERVER("server"),
  USERLIST("user list"),
  REGEX("regex"),
  /** The file of a map, which messages call a string. */
  MAP("string"),
  VARIABLE("variable"),
  FIELD_NUMBER("Protocol buffers field number");

  private final String phrase;

  ArgType(String phrase) {
    this.phrase = phrase;
  }

  /** As messages name it. */
  public String phrase() {
    return phrase;
  }
}
