package io.haloom.net;

import java.nio.ByteBuffer;

/** Says when bytes were decrypted. */
record CountingEngine(TlsEngine engine, Runnable onDecrypt) implements TlsEngine {
  @Override
  public TlsFacts facts() {
    return engine.facts();
  }

  @Override
  public boolean isBegun() {
    return engine.isBegun();
  }

  @Override
  public Need decrypt(ByteBuffer in, ByteBuffer out) throws TlsException {
    Need need = engine.decrypt(in, out);
    onDecrypt.run();
    return need;
  }

  @Override
  public Need encrypt(ByteBuffer in, ByteBuffer out) throws TlsException {
    return engine.encrypt(in, out);
  }

  @Override
  public int pending() {
    return engine.pending();
  }

  @Override
  public boolean isEnded() {
    return engine.isEnded();
  }

  @Override
  public void end() {
    engine.end();
  }

  @Override
  public void whenClosed(Runnable then) {
    engine.whenClosed(then);
  }

  @Override
  public void close() {
    engine.close();
  }
}
