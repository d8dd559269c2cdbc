package io.haloom.model.load.address;

/** An address that cannot be used. The message is HAProxy's. */
public final class AddressException extends Exception {
  private static final long serialVersionUID = 1;

  public AddressException(String message) {
    super(message, null, false, false);
  }
}
