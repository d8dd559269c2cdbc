import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Downloads a file from a Maven repository, for {@code mvnw}, which starts this source with {@code java}:
 * {@code MavenWrapperDownloader.java POM PATH TARGET}.
 *
 * <p>The repository is the one that {@code MVNW_REPOURL} names; else the mirror of central in the user's settings; else
 * the one that belongs to the namespace of the POM: Maven's own, whose host is that of the namespace with {@code repo.}
 * before it, and whose path is {@code /maven2}. A proxy is taken from {@code https_proxy} or {@code http_proxy}.
 */
final class MavenWrapperDownloader {
  public static void main(String[] arguments) throws Exception {
    URI from = URI.create(repository(Path.of(arguments[0])).replaceFirst("/+$", "") + arguments[1]);
    HttpClient.Builder client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL);
    proxy(from).ifPresent(client::proxy);
    if (System.getenv("MVNW_USERNAME") != null) {
      client.authenticator(credentials());
    }
    HttpResponse<Path> answer;
    try {
      answer =
          client.build().send(
              HttpRequest.newBuilder(from).build(), HttpResponse.BodyHandlers.ofFile(Path.of(arguments[2])));
    } catch (IOException e) {
      throw failure(from, e.toString());
    }
    if (answer.statusCode() != 200) {
      throw failure(from, "status " + answer.statusCode());
    }
  }

  private static Error failure(URI from, String why) {
    System.err.println("mvnw: " + from + ": " + why);
    System.exit(1);
    return new AssertionError();
  }

  private static String repository(Path pom) throws Exception {
    String named = System.getenv("MVNW_REPOURL");
    if (named != null && !named.isEmpty()) {
      return named;
    }
    Optional<String> mirror = mirror(Path.of(System.getProperty("user.home"), ".m2", "settings.xml"));
    return mirror.isPresent()
        ? mirror.get()
        : "https://repo." + URI.create(root(pom).getNamespaceURI()).getHost() + "/maven2";
  }

  /** The address of the first mirror in these settings that stands in for the repository central. */
  private static Optional<String> mirror(Path settings) throws Exception {
    if (!Files.exists(settings)) {
      return Optional.empty();
    }
    NodeList mirrors = root(settings).getElementsByTagNameNS("*", "mirror");
    for (int i = 0; i < mirrors.getLength(); i++) {
      Element mirror = (Element) mirrors.item(i);
      List<String> of = List.of(text(mirror, "mirrorOf").split(" *, *"));
      boolean central = of.contains("central") || of.contains("*") || of.contains("external:*");
      if (central && !of.contains("!central") && !text(mirror, "blocked").equals("true")) {
        return Optional.of(text(mirror, "url"));
      }
    }
    return Optional.empty();
  }

  private static String text(Element parent, String name) {
    NodeList found = parent.getElementsByTagNameNS("*", name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }

  private static Element root(Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    try (InputStream in = Files.newInputStream(file)) {
      return factory.newDocumentBuilder().parse(in).getDocumentElement();
    }
  }

  private static Optional<ProxySelector> proxy(URI target) {
    String named = System.getenv(target.getScheme() + "_proxy");
    if (named == null || named.isEmpty()) {
      return Optional.empty();
    }
    URI proxy = URI.create(named.contains("://") ? named : "http://" + named);
    return Optional.of(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())));
  }

  private static Authenticator credentials() {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(
            System.getenv("MVNW_USERNAME"), System.getenv("MVNW_PASSWORD").toCharArray());
      }
    };
  }
}
