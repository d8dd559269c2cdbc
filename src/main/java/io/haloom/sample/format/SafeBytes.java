package io.haloom.sample.format;

/** Which bytes are written as they are. */
public enum SafeBytes {
  /** In captured headers: printable, and none of <code>"#{|}</code>. */
  HEADER {
    @Override
    public boolean contains(char c) {
      return c >= 32 && c < 127 && "\"#{|}".indexOf(c) < 0;
    }
  },
  /** In request lines: printable, and neither a quote nor a hash. */
  URL {
    @Override
    public boolean contains(char c) {
      return c >= 32 && c < 127 && c != '"' && c != '#';
    }
  },
  /** In what becomes a header's value: no control characters but the tab. */
  HTTP {
    @Override
    public boolean contains(char c) {
      return c == '\t' || c >= 32 && c != 127;
    }
  };

  public abstract boolean contains(char c);
}
