package io.haloom.sample.convert;

import io.haloom.sample.ConverterWord;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The converters by name. */
public final class ConverterTable {
  /** All converters there are. */
  public static final ConverterTable STANDARD =
      new ConverterTable(
          List.of(
              IntegerConverters.words(),
              TextConverters.words(),
              BinaryConverters.words(),
              EncodingConverters.words(),
              HashConverters.words(),
              DigestConverters.words(),
              DateConverters.words(),
              RegexConverters.words(),
              JsonConverters.words(),
              FixConverters.words(),
              MqttConverters.words(),
              MapConverters.words(),
              LanguageConverter.words(),
              JsonQueryConverter.words(),
              JwtConverters.words(),
              AesConverters.words(),
              ProtobufConverters.words(),
              ContextConverters.words()));

  private final Map<String, ConverterWord> words = new HashMap<>();

  ConverterTable(List<List<ConverterWord>> families) {
    for (List<ConverterWord> family : families) {
      for (ConverterWord word : family) {
        words.put(word.name(), word);
      }
    }
  }

  /** The converter of that name, or null. */
  public ConverterWord find(String name) {
    return words.get(name);
  }

  public Collection<ConverterWord> all() {
    return words.values();
  }
}
