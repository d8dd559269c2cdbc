package io.haloom.admin;

import io.haloom.config.ConfigText;
import java.util.List;

/**
 * One command as a client gave it.
 *
 * @param words its words, the command's own included
 * @param payload what followed {@code <<}, or null
 * @param client who asks
 */
public record Request(List<String> words, String payload, Client client) {

  /** The word at that place, from 0; empty past the end. */
  public String word(int index) {
    return index < words.size() ? words.get(index) : "";
  }

  /** Whether the client may do what this level may. */
  public boolean allows(io.haloom.model.BindConfig.Level level) {
    return client.level().compareTo(level) >= 0;
  }

  /** The payload as it came. */
  public byte[] payloadBytes() {
    return ConfigText.bytes(payload);
  }
}
