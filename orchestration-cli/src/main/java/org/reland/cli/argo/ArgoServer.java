package org.reland.cli.argo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.error.UsageException;

/** Finds an Argo Server, and what it takes to be let in. */
public final class ArgoServer {
  /** Environment variable with the token; never an option, whose words every user can see. */
  static final String TOKEN = "RELAND_ARGO_TOKEN";

  private ArgoServer() {}

  /**
   * The server at a URL.
   *
   * @param caFile certificates of those who may sign the server's, as PEM
   * @throws UsageException where the URL is none
   * @throws ConfigurationException where token or certificates cannot be read
   */
  public static ArgoApi at(
      URI url, Optional<Path> tokenFile, Optional<Path> caFile, Optional<String> namespace) {
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw new UsageException(
          "--argo-server %s: a URL such as https://argo.example.org:2746 is expected"
              .formatted(url));
    }
    Optional<String> token =
        tokenFile.map(ArgoServer::read).or(() -> Optional.ofNullable(System.getenv(TOKEN)));
    Optional<String> authorization =
        token
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(text -> text.matches("(?i)(bearer|basic) .*") ? text : "Bearer " + text);
    var calls = new ArgoServerCalls(url, authorization, caFile.map(ArgoServer::trust));
    return new ArgoServerApi(calls, namespace.orElse("default"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigurationException(
          "--token-file %s: there is no such file, or it may not be read".formatted(file), e);
    }
  }

  private static SSLContext trust(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + number++, each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new ConfigurationException(
          "--ca-file %s: certificates as PEM are expected (%s)".formatted(file, e.getMessage()), e);
    }
  }
}
