package io.haloom.model.load.check;

import io.haloom.config.ConfigText;
import io.haloom.sample.ByteText;
import io.haloom.sample.LogFormat;
import io.haloom.sample.SampleContext;

/** A text where a format is wanted: nothing in it is expanded. */
record LiteralFormat(String source) implements LogFormat {

  @Override
  public void render(SampleContext context, ByteText into) {
    byte[] bytes = ConfigText.bytes(source);
    into.append(bytes, 0, bytes.length);
  }
}
