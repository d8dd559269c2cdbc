package io.haloom.sample.fetch;

import io.haloom.sample.FetchWord;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.util.List;

/** Fetches of bytes received and not yet forwarded (configuration manual, section 7.3.5). */
final class BufferFetches {
  private BufferFetches() {}

  static List<FetchWord> words() {
    FetchWord length =
        FetchWord.plain(
            "req.len",
            SampleType.SINT,
            Source.REQUEST_BUFFER,
            (context, sample) -> {
              sample.setInt(context.requestBytes().remaining());
              sample.mayChange(!context.requestComplete());
              return true;
            });
    return List.of(length, length.alias("req_len"));
  }
}
