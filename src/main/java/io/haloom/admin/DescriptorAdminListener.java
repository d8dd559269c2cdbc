package io.haloom.admin;

import io.haloom.model.BindConfig;
import io.haloom.net.ListenRequest;
import io.haloom.os.linux.BlockingListener;
import java.io.IOException;
import jnr.unixsocket.UnixSocketChannel;

/**
 * A stats socket of any kind, or an inherited descriptor of one. Its own descriptor is handed to
 * the next process; closing it here does not end the other's listening.
 */
final class DescriptorAdminListener implements AdminListener {
  private final BindConfig config;
  private final BlockingListener listener;

  private DescriptorAdminListener(BindConfig config, BlockingListener listener) {
    this.config = config;
    this.listener = listener;
  }

  /**
   * Listens on the address of the bind line, or on a descriptor that is there already.
   *
   * @param inherited the descriptor, or -1
   * @param backlog the length of the accept queue
   * @throws IOException with a message fit for the user
   */
  static DescriptorAdminListener open(BindConfig config, int inherited, int backlog)
      throws IOException {
    ListenRequest request =
        new ListenRequest(config.address(), inherited, backlog, config.options());
    return new DescriptorAdminListener(config, new BlockingListener(request));
  }

  @Override
  public BindConfig config() {
    return config;
  }

  /** The channel of jnr-unixsocket reads and writes whatever a descriptor is of. */
  @Override
  public AdminChannel accept() throws IOException {
    return new UnixAdminChannel(UnixSocketChannel.fromFD(listener.accept()));
  }

  @Override
  public int descriptor() {
    return listener.descriptor();
  }

  @Override
  public void close() {
    listener.close();
  }
}
