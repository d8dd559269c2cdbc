package io.haloom.model.load;

import io.haloom.config.ConfigText;
import io.haloom.sample.LogFormat;
import io.haloom.sample.SampleContext;
import java.nio.charset.StandardCharsets;

/** A text where a format is wanted: nothing in it is expanded. */
record LiteralFormat(String source) implements LogFormat {

  @Override
  public void render(SampleContext context, StringBuilder into) {
    into.append(new String(ConfigText.bytes(source), StandardCharsets.ISO_8859_1));
  }
}
