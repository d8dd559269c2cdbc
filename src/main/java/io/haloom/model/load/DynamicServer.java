package io.haloom.model.load;

import io.haloom.config.Diagnostic;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.config.Line;
import io.haloom.config.Word;
import io.haloom.model.Place;
import io.haloom.model.ProxyCheckConfig.Type;
import io.haloom.model.ProxyConfig;
import io.haloom.model.ServerConfig;
import io.haloom.model.load.address.NameResolver;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.draft.ProxyDraft.Section;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.model.load.draft.Surroundings;
import io.haloom.model.load.draft.Vocabulary;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.server.ServerParser;
import io.haloom.model.load.validate.CheckPorts;
import io.haloom.model.load.validate.ProtocolValidation;
import io.haloom.model.load.validate.ServerReferences;
import io.haloom.model.load.validate.TlsValidation;
import io.haloom.model.load.word.LineException;
import io.haloom.tls.CertificateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server added while running ({@code add server}): its words are those of a server line, less
 * those that HAProxy does not take there. A name as its address is not resolved.
 *
 * @param config the server, or null when a word is wrong
 * @param enabled whether {@code enabled} was written: it is not to start in maintenance
 * @param messages warnings and, without a server, why
 */
public record DynamicServer(ServerConfig config, boolean enabled, List<String> messages) {

  /**
   * Reads the words.
   *
   * @param backend where it is to be added
   * @param words name, address and what follows
   * @param certificates those of now, under their lock
   */
  public static DynamicServer parse(
      ProxyConfig backend, List<String> words, CertificateStore certificates) {
    Diagnostics diagnostics = new Diagnostics();
    LoadContext context =
        new LoadContext(
            new Surroundings(new Environment(Map.of()), NameResolver.NONE, Vocabulary.NONE, ""),
            diagnostics,
            certificates);
    ProxyDraft proxy = new ProxyDraft(Section.BACKEND, backend.name(), new Place("CLI", 0), null);
    proxy.mode = backend.mode();
    proxy.options.clear();
    proxy.options.addAll(backend.options());
    proxy.backend.check.type = Type.TCP_CHECK;
    ServerDraft draft;
    try {
      draft = ServerParser.dynamic(new ProxyLine(context, line(words), proxy));
    } catch (LineException e) {
      return new DynamicServer(null, false, List.of(e.getMessage()));
    }
    if (!ProtocolValidation.fits(draft.protocol, proxy.isHttp())) {
      return new DynamicServer(null, false, List.of("MUX protocol is not usable for server."));
    }
    draft.initAddr = List.of("none");
    proxy.backend.servers.add(draft);
    ServerReferences.limits(draft);
    if (backend.backend().check().rules().isEmpty()) {
      new CheckPorts(diagnostics, true).validate(proxy);
    }
    if (!diagnostics.hasErrors()) {
      new TlsValidation(context).added(proxy, draft, backend.backend().check().rules());
    }
    List<String> messages = diagnostics.all().stream().map(Diagnostic::text).toList();
    if (diagnostics.hasErrors()) {
      return new DynamicServer(null, false, messages);
    }
    // The maintenance it starts in is the runtime's; the word is the one that was written.
    boolean enabled = !draft.disabled;
    draft.disabled = !enabled && words.contains("disabled");
    ServerConfig config = ModelBuilder.server(proxy, draft, backend.backend().check(), true);
    return new DynamicServer(config, enabled, messages);
  }

  /** It is not added after all. */
  public void forget() {
    config.forget();
  }

  private static Line line(List<String> words) {
    List<Word> all = new ArrayList<>();
    all.add(new Word("server", 1));
    for (String word : words) {
      all.add(new Word(word, 1));
    }
    return new Line("CLI", 0, Line.Prefix.NONE, all);
  }
}
