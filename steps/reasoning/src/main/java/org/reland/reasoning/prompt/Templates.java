package org.reland.reasoning.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds the template that a configuration asks for. A new domain is a file {@code <domain>.txt}
 * beside the others and its name here.
 */
public final class Templates {
  /** The domains whose templates come with the code. */
  public static final List<String> DOMAINS = List.of("beauty", "films", "shop");

  /** A file's own name stays out: it could change without the key of the step changing. */
  private static final String OWN = "file";

  private Templates() {}

  static PromptTemplate of(PromptConfig config) throws IOException {
    return config.templateFile().isEmpty()
        ? bundled(config.domain())
        : TemplateFile.parse(
            config.templateFile(), OWN, Files.readAllBytes(Path.of(config.templateFile())));
  }

  /** The template of one of the domains. */
  public static PromptTemplate bundled(String domain) throws IOException {
    return TemplateFile.parse("the bundled template " + domain + ".txt", domain, bytes(domain));
  }

  /** The file of one of the domains, to be changed. */
  public static String source(String domain) throws IOException {
    return new String(bytes(domain), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String domain) throws IOException {
    String resource = domain + ".txt";
    try (InputStream in = Templates.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource + " beside " + Templates.class);
      }
      return in.readAllBytes();
    }
  }
}
