package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The first packets of MQTT. */
final class MqttConverters {
  private static final List<String> TYPES =
      List.of(
          "connect",
          "connack",
          "publish",
          "puback",
          "pubrec",
          "pubrel",
          "pubcomp",
          "subscribe",
          "suback",
          "unsubscribe",
          "unsuback",
          "pingreq",
          "pingresp",
          "disconnect",
          "auth");

  private static final Set<String> REASONS = Set.of("reason_code", "31", "38");

  /** The fields that may be asked of each type, from CONNECT on. */
  private static final Map<Integer, Set<String>> FIELDS =
      Map.ofEntries(
          Map.entry(
              1,
              fields(
                  "protocol_name protocol_version flags keepalive 17 33 39 34 25 23 38 21 22"
                      + " client_identifier 24 1 2 3 8 9 will_topic will_payload username"
                      + " password")),
          Map.entry(
              2,
              fields(
                  "flags protocol_version reason_code 17 33 36 37 39 18 34 31 40 41 42 19 26 28 38"
                      + " 21 22")),
          Map.entry(3, fields("1 2 3 8 9 11 35 38")),
          Map.entry(4, REASONS),
          Map.entry(5, REASONS),
          Map.entry(6, REASONS),
          Map.entry(7, REASONS),
          Map.entry(8, fields("11 38")),
          Map.entry(9, fields("31 38")),
          Map.entry(10, fields("38")),
          Map.entry(11, fields("31 38")),
          Map.entry(14, fields("reason_code 17 28 31 38")),
          Map.entry(15, fields("21 22 31 38")));

  private MqttConverters() {}

  private static Set<String> fields(String names) {
    return Set.of(names.split(" "));
  }

  static List<ConverterWord> words() {
    return List.of(
        new ConverterWord(
            "mqtt_is_valid",
            ArgSpec.NONE,
            SampleType.BIN,
            SampleType.BOOL,
            args -> MqttConverters::isValid),
        new ConverterWord(
            "mqtt_field_value",
            ArgSpec.of(2, ArgType.STR, ArgType.STR),
            SampleType.BIN,
            SampleType.STR,
            MqttConverters::fieldValue));
  }

  private static MqttPacket read(SampleContext context, Sample sample) {
    MqttPacket packet = MqttPacket.read(sample.bytes(), sample.offset(), sample.length());
    sample.mayChange(packet.state() == MqttPacket.State.NEED_MORE && !context.isComplete());
    return packet;
  }

  private static boolean isValid(SampleContext context, Sample sample) {
    MqttPacket packet = read(context, sample);
    if (packet.state() == MqttPacket.State.NEED_MORE) {
      return false;
    }
    sample.setBool(packet.state() == MqttPacket.State.VALID);
    return true;
  }

  private static Converter fieldValue(Args args) throws CompileException {
    int type = type(args.text(0));
    String field = args.text(1).toLowerCase(Locale.ROOT);
    if (!FIELDS.getOrDefault(type, Set.of()).contains(field)) {
      throw new CompileException(
          "Unknown MQTT field name '%s' for packet type '%s'"
              .formatted(args.text(1), args.text(0)));
    }
    return (context, sample) -> {
      MqttPacket packet = read(context, sample);
      byte[] value = packet.type() == type ? packet.field(field) : null;
      boolean found = packet.state() == MqttPacket.State.VALID && value != null && value.length > 0;
      if (found) {
        sample.setString(value);
      }
      return found;
    };
  }

  private static int type(String name) throws CompileException {
    int type = TYPES.indexOf(name.toLowerCase(Locale.ROOT)) + 1;
    if (type == 0 && name.matches("[0-9]{1,2}")) {
      type = Integer.parseInt(name);
    }
    if (type < 1 || type > TYPES.size()) {
      throw new CompileException("Unknown MQTT type '" + name + "'");
    }
    return type;
  }
}
