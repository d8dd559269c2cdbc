package io.haloom.harness;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A TLS server of another make: the JDK's. It answers every request alike, and notes what came. */
public final class TlsPeer implements AutoCloseable {
  /**
   * A handshake.
   *
   * @param serverName the host that was named, or an empty text
   * @param alpn the protocol that was agreed on, or an empty text
   * @param version as the JDK calls it
   * @param cipher as the JDK calls it
   * @param begun when the session was made that was used: the same again where it was resumed
   * @param client who the client said it is, or an empty text
   */
  public record Handshake(
      String serverName, String alpn, String version, String cipher, long begun, String client) {}

  private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi".getBytes();

  private final List<Handshake> handshakes = new CopyOnWriteArrayList<>();
  private final SSLContext context;
  private final Consumer<SSLSocket> settings;
  private final Peer peer;

  private TlsPeer(Path pem, Path authorities, Consumer<SSLSocket> settings) throws Exception {
    this.context = context(pem, authorities);
    this.settings = settings;
    this.peer = Peer.of(this::serve);
  }

  /**
   * Begins to listen.
   *
   * @param pem a certificate of an elliptic curve and its key
   */
  public static TlsPeer of(Path pem) throws Exception {
    return new TlsPeer(pem, null, socket -> {});
  }

  /** The same with settings for each connection. */
  public static TlsPeer of(Path pem, Consumer<SSLSocket> settings) throws Exception {
    return new TlsPeer(pem, null, settings);
  }

  /** The same that knows clients whom these authorities vouch for. */
  public static TlsPeer trusting(Path authorities, Path pem, Consumer<SSLSocket> settings)
      throws Exception {
    return new TlsPeer(pem, authorities, settings);
  }

  /**
   * Shakes hands as the server of a connection.
   *
   * @param pem a certificate of an elliptic curve and its key
   * @param protocols what it chooses from by ALPN, the first one first
   */
  public static SSLSocket secured(Socket connection, Path pem, String... protocols)
      throws Exception {
    SSLSocketFactory sockets = context(pem, null).getSocketFactory();
    SSLSocket socket = (SSLSocket) sockets.createSocket(connection, null, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static SSLContext context(Path pem, Path authorities) throws Exception {
    char[] none = {};
    KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
    own.load(null, none);
    own.setKeyEntry("own", key(pem), none, certificates(pem));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, none);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null, none);
    if (authorities != null) {
      known.setCertificateEntry("authority", certificates(authorities)[0]);
    }
    SSLContext context = SSLContext.getInstance("TLS");
    trust.init(known);
    context.init(
        keys.getKeyManagers(), authorities == null ? null : trust.getTrustManagers(), null);
    return context;
  }

  private static Certificate[] certificates(Path pem) throws Exception {
    String text = Files.readString(pem).replaceAll("(?s)-----BEGIN PRIVATE KEY.*?KEY-----\\n", "");
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new java.io.ByteArrayInputStream(text.getBytes()))
        .toArray(new Certificate[0]);
  }

  private static PrivateKey key(Path pem) throws Exception {
    String text =
        Files.readString(pem).replaceAll("(?s).*BEGIN PRIVATE KEY-----(.*?)-----END.*", "$1");
    byte[] der = Base64.getMimeDecoder().decode(text);
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private void serve(Socket connection) throws IOException {
    SSLSocketFactory sockets = context.getSocketFactory();
    try (SSLSocket secured = (SSLSocket) sockets.createSocket(connection, null, true)) {
      settings.accept(secured);
      secured.startHandshake();
      handshakes.add(handshake(secured));
      int ends = 0;
      for (int next = secured.getInputStream().read();
          next >= 0;
          next = secured.getInputStream().read()) {
        ends = next == '\n' || next == '\r' ? ends + 1 : 0;
        if (ends == 4) {
          secured.getOutputStream().write(ANSWER);
        }
      }
    }
  }

  private static Handshake handshake(SSLSocket socket) throws IOException {
    ExtendedSSLSession session = (ExtendedSSLSession) socket.getSession();
    String client = "";
    try {
      client = session.getPeerPrincipal().getName();
    } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
      // It did not say.
    }
    return new Handshake(
        session.getRequestedServerNames().stream()
            .map(name -> new String(name.getEncoded()))
            .collect(Collectors.joining()),
        socket.getApplicationProtocol(),
        session.getProtocol(),
        session.getCipherSuite(),
        session.getCreationTime(),
        client);
  }

  /** Those that were over so far. */
  public List<Handshake> handshakes() {
    return handshakes;
  }

  /** As a server line wants it. */
  public String address() {
    return peer.address();
  }

  public int port() {
    return peer.port();
  }

  @Override
  public void close() {
    peer.close();
  }
}
