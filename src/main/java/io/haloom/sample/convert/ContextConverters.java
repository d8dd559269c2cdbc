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
import io.haloom.sample.StoreConditions;
import io.haloom.sample.VariableName;
import java.util.ArrayList;
import java.util.List;

/** Converters that look up or change something of the session or the process. */
final class ContextConverters {
  private ContextConverters() {}

  static List<ConverterWord> words() {
    return List.of(
        new ConverterWord(
            "set-var",
            ArgSpec.of(1, ArgType.STR, ArgType.STR, ArgType.STR, ArgType.STR, ArgType.STR),
            SampleType.ANY,
            SampleType.ANY,
            ContextConverters::set),
        new ConverterWord(
            "unset-var",
            ArgSpec.of(1, ArgType.STR),
            SampleType.ANY,
            SampleType.ANY,
            ContextConverters::unset),
        new ConverterWord(
            "nbsrv",
            ArgSpec.NONE,
            SampleType.STR,
            SampleType.SINT,
            args -> ContextConverters::usableServers),
        new ConverterWord(
            "srv_queue",
            ArgSpec.NONE,
            SampleType.STR,
            SampleType.SINT,
            args -> ContextConverters::serverQueue));
  }

  private static Converter set(Args args) throws CompileException {
    VariableName variable = VariableName.of(args.text(0));
    List<String> words = new ArrayList<>();
    for (int i = 1; i < args.count(); i++) {
      words.add(args.text(i));
    }
    StoreConditions conditions = StoreConditions.of(words);
    return (context, sample) -> {
      conditions.store(variable, context, sample);
      return variable.isInScope(context);
    };
  }

  private static Converter unset(Args args) throws CompileException {
    VariableName variable = VariableName.of(args.text(0));
    return (context, sample) -> {
      variable.unset(context);
      return variable.isInScope(context);
    };
  }

  private static boolean usableServers(SampleContext context, Sample sample) {
    int servers = context.process().usableServers(sample.latin1());
    sample.setInt(servers);
    return servers >= 0;
  }

  private static boolean serverQueue(SampleContext context, Sample sample) {
    String name = sample.latin1();
    int slash = name.indexOf('/');
    String backend = slash >= 0 ? name.substring(0, slash) : ownBackend(context);
    int queued =
        backend == null ? -1 : context.process().serverQueued(backend, name.substring(slash + 1));
    sample.setInt(queued);
    return queued >= 0;
  }

  private static String ownBackend(SampleContext context) {
    return context.session() == null ? null : context.session().backendName();
  }
}
