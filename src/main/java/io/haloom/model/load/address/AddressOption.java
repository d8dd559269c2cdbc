package io.haloom.model.load.address;

/** What an address may have in one place of the configuration. */
public enum AddressOption {
  /** A port may follow. */
  PORT,
  /** A port must follow. */
  PORT_MANDATORY,
  /** A range of ports may follow. */
  PORT_RANGE,
  /** {@code +N} and {@code -N} may follow. */
  PORT_OFFSET,
  /** A host name is resolved at once. */
  RESOLVE,
  /** A host name may stand, to be resolved later. */
  NAME,
  /** {@code fd@N} may name a listening socket. */
  SOCKET_FD,
  /** {@code fd@N} may name any descriptor. */
  RAW_FD,
  /** Addresses of streams are taken. */
  STREAM,
  /** Addresses of datagrams are taken. */
  DATAGRAM,
  /** Datagrams are meant where the address does not say. */
  DEFAULT_DATAGRAM
}
