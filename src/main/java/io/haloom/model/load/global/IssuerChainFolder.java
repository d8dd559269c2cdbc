package io.haloom.model.load.global;

import static io.haloom.model.load.line.ArgumentValidation.text;

import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;
import io.haloom.net.TlsException;
import io.haloom.net.tls.IssuerChains;
import io.haloom.net.tls.TlsContext;
import io.haloom.tls.CertificateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code issuers-chain-path}: a folder with chains of authorities, a file each. */
final class IssuerChainFolder {
  private static final String NEEDED =
      "global statement '%s' expects a directory path as an argument.\n";

  private IssuerChainFolder() {}

  static void read(KeywordLine line) throws LineException {
    text(NEEDED).validate(line);
    String written = line.word(1);
    if (!Files.exists(Path.of(written))) {
      throw new LineException(NEEDED.formatted(line.keyword()));
    }
    if (!Files.isDirectory(Path.of(written))) {
      throw new LineException(
          "global statement '%s': %s is not a directory.\n".formatted(line.keyword(), written));
    }
    line.context().global().issuerChains = chains(line, CertificateStore.withoutSlashes(written));
  }

  private static IssuerChains chains(KeywordLine line, String folder) throws LineException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      TlsContext.require();
      IssuerChains chains = new IssuerChains();
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      for (String name : names) {
        add(line, chains, folder + "/" + name);
      }
      return chains;
    } catch (TlsException e) {
      throw new LineException(e.getMessage());
    } catch (IOException e) {
      throw new LineException(
          "global statement '%s': unable to scan directory '%s' : Permission denied.\n"
              .formatted(line.keyword(), folder));
    }
  }

  private static void add(KeywordLine line, IssuerChains chains, String file) {
    Path path = Path.of(file);
    String problem = null;
    try {
      if (!Files.exists(path)) {
        problem =
            "unable to stat certificate from file '" + file + "' : No such file or directory.";
      } else if (Files.isRegularFile(path)) {
        chains.add(Files.readAllBytes(path), file);
      }
    } catch (TlsException e) {
      problem = e.getMessage();
    } catch (IOException e) {
      // HAProxy says nothing of it.
      problem = "unable to read certificate from file '" + file + "'.";
    }
    if (problem != null) {
      line.context().diagnostics().warning(problem);
    }
  }
}
