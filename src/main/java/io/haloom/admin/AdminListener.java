package io.haloom.admin;

import io.haloom.model.BindConfig;
import java.io.Closeable;
import java.io.IOException;

/** A listening stats socket. */
interface AdminListener extends Closeable {

  /** The bind line it was made from. */
  BindConfig config();

  /**
   * Waits for a client.
   *
   * @throws java.nio.channels.ClosedChannelException after {@link #close}
   * @throws IOException when this attempt failed but others may not (out of descriptors)
   */
  AdminChannel accept() throws IOException;

  /** The descriptor, to be handed to the next process, or -1. */
  int descriptor();

  /** Ends accepting; whoever waits in {@link #accept} gets an exception. */
  @Override
  void close();
}
