package io.haloom.proxy;

import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.net.ListenRequest;
import io.haloom.net.Listener;
import io.haloom.net.Transport;
import java.util.function.IntConsumer;

/** A transport that only counts its loops. */
final class NoTransport implements Transport {
  @Override
  public String name() {
    return "none";
  }

  @Override
  public int loops() {
    return 2;
  }

  @Override
  public int currentLoop() {
    return 0;
  }

  @Override
  public Listener listen(ListenRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Connection connect(ConnectRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Connection bring(Connection idle) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Thread start(String name, Runnable task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Thread fork(Runnable task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void startOnEachLoop(String name, IntConsumer task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
