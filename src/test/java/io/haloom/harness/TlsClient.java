package io.haloom.harness;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A client of TLS that is not OpenSSL's, and trusts everybody. It comes again with the sessions it
 * was given.
 */
public final class TlsClient {
  private final SSLContext context;
  private final SSLParameters parameters;

  public TlsClient() {
    this(null);
  }

  /**
   * @param own its certificate and key, whose password is empty; null for none
   */
  public TlsClient(KeyStore own) {
    try {
      context = SSLContext.getInstance("TLS");
      context.init(own == null ? null : keys(own), new TrustManager[] {new Trusting()}, null);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
    parameters = context.getDefaultSSLParameters();
  }

  private static KeyManager[] keys(KeyStore own) throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, new char[0]);
    return keys.getKeyManagers();
  }

  private static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String method) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String method) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** Speaks these versions only: {@code TLSv1.2} and the like. */
  public TlsClient versions(String... versions) {
    parameters.setProtocols(versions);
    return this;
  }

  /** Names this host. */
  public TlsClient names(String host) {
    parameters.setServerNames(List.of(new SNIHostName(host)));
    return this;
  }

  /** Offers these protocols. */
  public TlsClient offers(String... protocols) {
    parameters.setApplicationProtocols(protocols);
    return this;
  }

  /** Knows these cipher suites only, by the JDK's names. */
  public TlsClient suites(String... suites) {
    parameters.setCipherSuites(suites);
    return this;
  }

  /** Knows these groups of key exchange only. */
  public TlsClient groups(String... groups) {
    parameters.setNamedGroups(groups);
    return this;
  }

  /**
   * Shakes hands on a connection, which is closed with what this gives.
   *
   * @throws javax.net.ssl.SSLException where that fails
   */
  public SSLSocket on(Socket connection) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    connection,
                    connection.getInetAddress().getHostAddress(),
                    connection.getPort(),
                    true);
    socket.setSSLParameters(parameters);
    try {
      socket.startHandshake();
    } catch (IOException e) {
      connection.close();
      throw e;
    }
    return socket;
  }
}
