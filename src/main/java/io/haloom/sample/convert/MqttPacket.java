package io.haloom.sample.convert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A CONNECT or CONNACK packet of MQTT 3.1, 3.1.1 or 5.0, the first that each side sends, taken
 * apart into its fields.
 */
final class MqttPacket {
  static final int CONNECT = 1;
  static final int CONNACK = 2;

  private static final int VERSION_3 = 3;
  private static final int VERSION_4 = 4;
  private static final int VERSION_5 = 5;

  private static final int WILL = 0x04;
  private static final int WILL_QOS = 0x18;
  private static final int WILL_RETAIN = 0x20;
  private static final int PASSWORD = 0x40;
  private static final int USERNAME = 0x80;

  /** What the lower half of the first byte must be, by packet type. */
  private static final int[] FLAGS = {-1, 0, 0, 15, 0, 0, 2, 0, 2, 0, 2, 0, 0, 0, 0, 0};

  private static final Set<MqttProperty> CONNECT_PROPERTIES =
      MqttProperty.set(17, 33, 39, 34, 25, 23, 38, 21, 22);
  private static final Set<MqttProperty> WILL_PROPERTIES = MqttProperty.set(24, 1, 2, 3, 8, 9, 38);
  private static final Set<MqttProperty> CONNACK_PROPERTIES =
      MqttProperty.set(17, 33, 36, 37, 39, 18, 34, 31, 40, 41, 42, 19, 26, 28, 38, 21, 22);

  /** What reading a packet comes to. */
  enum State {
    VALID,
    INVALID,
    NEED_MORE
  }

  private final byte[] in;
  private final int limit;
  private final Map<String, byte[]> fields = new HashMap<>();
  private int at;
  private int end;
  private int type;
  private State state;

  private MqttPacket(byte[] in, int from, int size) {
    this.in = in;
    this.at = from;
    this.limit = from + size;
  }

  static MqttPacket read(byte[] in, int from, int size) {
    MqttPacket packet = new MqttPacket(in, from, size);
    try {
      packet.state = packet.read();
    } catch (Malformed e) {
      packet.state = State.INVALID;
    }
    return packet;
  }

  State state() {
    return state;
  }

  int type() {
    return type;
  }

  /** A field's value, a number as decimal digits; null or empty where there is none. */
  byte[] field(String name) {
    return fields.get(name);
  }

  /** Thrown where the packet breaks off or breaks a rule. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed() {
      super(null, null, false, false);
    }
  }

  private static void require(boolean condition) throws Malformed {
    if (!condition) {
      throw new Malformed();
    }
  }

  private State read() throws Malformed {
    if (limit - at < 2) {
      return State.NEED_MORE;
    }
    type = in[at] >> 4 & 15;
    require((in[at] & 15) == FLAGS[type]);
    at++;
    end = limit;
    int length = variableInteger();
    if (limit - at < length) {
      return State.NEED_MORE;
    }
    end = limit;
    int start = at;
    switch (type) {
      case CONNECT -> connect();
      case CONNACK -> connack();
      default -> throw new Malformed();
    }
    require(at - start == length);
    return State.VALID;
  }

  /** MQTT 5.0, section 3.1. */
  private void connect() throws Malformed {
    byte[] protocol = string();
    String name = new String(protocol, StandardCharsets.ISO_8859_1);
    require(name.equalsIgnoreCase("MQTT") || name.equalsIgnoreCase("MQIsdp"));
    fields.put("protocol_name", protocol);
    int version = integer(1);
    require(version >= VERSION_3 && version <= VERSION_5);
    number("protocol_version", version);
    int flags = integer(1);
    require((flags & 1) == 0);
    require((flags & (WILL | WILL_QOS | WILL_RETAIN)) != WILL_QOS);
    number("flags", flags);
    number("keepalive", integer(2));
    if (version == VERSION_5) {
      properties(CONNECT_PROPERTIES);
    }
    require(length("22") == 0 || length("21") > 0);
    fields.put("client_identifier", string());
    if ((flags & WILL) != 0) {
      if (version == VERSION_5) {
        properties(WILL_PROPERTIES);
      }
      fields.put("will_topic", string());
      fields.put("will_payload", string());
    }
    if ((flags & USERNAME) != 0) {
      fields.put("username", string());
    }
    if ((flags & PASSWORD) != 0) {
      fields.put("password", string());
    }
  }

  /** MQTT 5.0, section 3.2. */
  private void connack() throws Malformed {
    require(end - at >= 2);
    int version = end - at == 2 ? VERSION_4 : VERSION_5;
    number("protocol_version", version);
    int flags = integer(1);
    require((flags & 0xFE) == 0);
    number("flags", flags);
    number("reason_code", integer(1));
    if (version == VERSION_5) {
      properties(CONNACK_PROPERTIES);
    }
  }

  private int length(String field) {
    byte[] value = fields.get(field);
    return value == null ? 0 : value.length;
  }

  /** MQTT 5.0, section 2.2.2: numbers that are not there count as 0. */
  private void properties(Set<MqttProperty> known) throws Malformed {
    for (MqttProperty property : known) {
      if (property.size() > 0) {
        number(property.field(), 0);
      }
    }
    int length = variableInteger();
    require(end - at >= length);
    int whole = end;
    end = at + length;
    Set<MqttProperty> seen = new HashSet<>();
    while (at < end) {
      MqttProperty property = MqttProperty.of(integer(1));
      require(property != null && known.contains(property));
      require(property.repeats() || seen.add(property));
      value(property);
    }
    end = whole;
  }

  private void value(MqttProperty property) throws Malformed {
    if (property.repeats()) {
      string();
      string();
    } else if (property.size() == 0) {
      byte[] text = string();
      require(text.length > 0 || !property.notEmpty());
      fields.put(property.field(), text);
    } else {
      int value = integer(property.size());
      require(value != 0 || !property.notEmpty());
      require(!property.isSwitch() || value == 0 || value == 1);
      number(property.field(), value);
    }
  }

  private void number(String field, int value) {
    String digits = Integer.toUnsignedString(value);
    fields.put(field, digits.getBytes(StandardCharsets.US_ASCII));
  }

  private int integer(int size) throws Malformed {
    require(end - at >= size);
    int value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | in[at++] & 0xFF;
    }
    return value;
  }

  private int variableInteger() throws Malformed {
    int value = 0;
    for (int shift = 0; shift < 28 && at < end; shift += 7) {
      int b = in[at++] & 0xFF;
      value |= (b & 127) << shift;
      if (b < 128) {
        return value;
      }
    }
    require(at >= end);
    return value;
  }

  private byte[] string() throws Malformed {
    int length = integer(2);
    require(end - at >= length);
    at += length;
    return Arrays.copyOfRange(in, at - length, at);
  }
}
