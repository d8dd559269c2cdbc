package io.haloom.model.load;

/** An address that cannot be used. The message is HAProxy's. */
final class AddressException extends Exception {
  private static final long serialVersionUID = 1;

  AddressException(String message) {
    super(message, null, false, false);
  }
}
