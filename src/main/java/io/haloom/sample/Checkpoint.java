package io.haloom.sample;

/** A place in the configuration where samples are used; messages name it. */
public enum Checkpoint {
  FRONTEND_CONNECTION("frontend tcp-request connection rule"),
  FRONTEND_SESSION("frontend tcp-request session rule"),
  FRONTEND_CONTENT("frontend tcp-request content rule"),
  FRONTEND_HTTP_REQUEST("frontend http-request header rule"),
  FRONTEND_HTTP_REQUEST_BODY("frontend http-request body rule"),
  USE_BACKEND("frontend use-backend rule"),
  BACKEND_CONTENT("backend tcp-request content rule"),
  BACKEND_HTTP_REQUEST("backend http-request header rule"),
  BACKEND_HTTP_REQUEST_BODY("backend http-request body rule"),
  USE_SERVER("backend use-server, balance or stick-match rule"),
  SERVER_SOURCE("server source selection"),
  BACKEND_RESPONSE("backend tcp-response content rule"),
  BACKEND_HTTP_RESPONSE("backend http-response header rule"),
  BACKEND_HTTP_RESPONSE_BODY("backend http-response body rule"),
  STICK_STORE("backend stick-store rule"),
  FRONTEND_RESPONSE("frontend tcp-response content rule"),
  FRONTEND_HTTP_RESPONSE("frontend http-response header rule"),
  FRONTEND_HTTP_RESPONSE_BODY("frontend http-response body rule"),
  LOG("logs"),
  CHECK("backend tcp-check rule"),
  CONFIGURATION("configuration parser"),
  COMMAND_LINE("CLI parser");

  private final String phrase;

  Checkpoint(String phrase) {
    this.phrase = phrase;
  }

  /** As messages name it. */
  public String phrase() {
    return phrase;
  }
}
