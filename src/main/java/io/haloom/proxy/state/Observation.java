package io.haloom.proxy.state;

import io.haloom.model.HealthConfig.Observe;

/** What traffic shows of a server's health ({@code observe}). */
public enum Observation {
  L4_OK("L4 successful connection", Meaning.GOOD, Meaning.NOTHING),
  L4_ERROR("L4 unsuccessful connection", Meaning.BAD, Meaning.BAD),
  HTTP_OK("Correct http response", Meaning.NOTHING, Meaning.GOOD),
  HTTP_STATUS("Wrong http response", Meaning.NOTHING, Meaning.BAD),
  HTTP_HEADERS("Invalid http response (headers)", Meaning.NOTHING, Meaning.BAD),
  HTTP_RESPONSE("Invalid http response", Meaning.NOTHING, Meaning.BAD),
  HTTP_READ_ERROR("Read error (http)", Meaning.NOTHING, Meaning.BAD),
  HTTP_READ_TIMEOUT("Read timeout (http)", Meaning.NOTHING, Meaning.BAD),
  HTTP_BROKEN_PIPE("Close from server (http)", Meaning.NOTHING, Meaning.BAD);

  /** What an observation is to an observer of one layer. */
  public enum Meaning {
    NOTHING,
    GOOD,
    BAD
  }

  private final String text;
  private final Meaning layer4;
  private final Meaning layer7;

  Observation(String text, Meaning layer4, Meaning layer7) {
    this.text = text;
    this.layer4 = layer4;
    this.layer7 = layer7;
  }

  public Meaning meaning(Observe observe) {
    return observe == Observe.LAYER4 ? layer4 : layer7;
  }

  /** In HAProxy's words. */
  @Override
  public String toString() {
    return text;
  }
}
