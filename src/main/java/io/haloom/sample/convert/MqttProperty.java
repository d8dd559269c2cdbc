package io.haloom.sample.convert;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A property of MQTT 5.0 packets (section 2.2.2.2).
 *
 * @param id its number
 * @param size bytes of its integer, 0 for a string or bytes
 * @param isSwitch whether it can only be 0 or 1
 * @param notEmpty whether it may be neither 0 nor empty
 */
record MqttProperty(int id, int size, boolean isSwitch, boolean notEmpty) {
  private static final int USER_PROPERTY = 38;

  /** The property of that number, or null. */
  static MqttProperty of(int id) {
    return switch (id) {
      case 1, 23, 25, 36, 37, 40, 41, 42 -> new MqttProperty(id, 1, true, false);
      case 19, 34 -> new MqttProperty(id, 2, false, false);
      case 33 -> new MqttProperty(id, 2, false, true);
      case 2, 17, 24 -> new MqttProperty(id, 4, false, false);
      case 39 -> new MqttProperty(id, 4, false, true);
      case 18 -> new MqttProperty(id, 0, false, true);
      case 3, 8, 9, 21, 22, 26, 28, 31, USER_PROPERTY -> new MqttProperty(id, 0, false, false);
      default -> null;
    };
  }

  static Set<MqttProperty> set(int... ids) {
    Set<MqttProperty> set = new LinkedHashSet<>();
    for (int id : ids) {
      set.add(of(id));
    }
    return set;
  }

  /** Whether it may occur more than once, as a name and a value. */
  boolean repeats() {
    return id == USER_PROPERTY;
  }

  /** Its name in {@code mqtt_field_value}. */
  String field() {
    return Integer.toString(id);
  }
}
