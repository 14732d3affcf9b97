package org.reland.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.reland.kit.store.Digest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bill of materials of an image (CycloneDX 1.6): what Maven knows of the module's jars, and
 * what the image holds besides, the Java runtime and what it stands on.
 */
final class Sbom {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Sbom() {}

  /** Writes it into the image. */
  static void write(Root root, JavaRuntime java, Base base, Revision revision)
      throws IOException, InterruptedException {
    ObjectNode bill = (ObjectNode) JSON.readTree(root.contents().materials().toFile());
    ObjectNode metadata = bill.withObject("/metadata");
    ObjectNode module = metadata.withObject("/component");
    String name = root.contents().name();
    var image = JSON.createObjectNode();
    image.put("type", "container");
    image.put("bom-ref", "image:" + name);
    image.put("name", name);
    image.put("version", revision.commit());
    metadata.set("component", image);
    ArrayNode components = bill.withArray("/components");
    for (JsonNode component : components) {
      if (component.path("group").asString("").equals("org.reland")) {
        ((ObjectNode) component).remove("hashes"); // Maven's jars; those here are OwnJar's
      }
    }
    components.insert(0, module);
    ArrayNode parts = JSON.createArrayNode().add(module.path("bom-ref").asString());
    parts.add(runtime(components.addObject(), java));
    if (base.image().isEmpty()) {
      system(components, parts, base.files());
    } else {
      parts.add(underlying(components.addObject(), base));
    }
    ObjectNode dependency = bill.withArray("/dependencies").insertObject(0);
    dependency.put("ref", "image:" + name);
    dependency.set("dependsOn", parts);
    // The same content has the same number.
    bill.remove("serialNumber");
    byte[] content = JSON.writeValueAsBytes(bill);
    bill.put("serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(content));
    Path file = root.at(Root.MATERIALS);
    Files.writeString(file, JSON.writeValueAsString(bill) + "\n", StandardCharsets.UTF_8);
    Files.setLastModifiedTime(file, Root.TIME);
  }

  private static String runtime(ObjectNode component, JavaRuntime java)
      throws InterruptedException {
    String reference = "pkg:generic/openjdk@" + JavaRuntime.version().replace("+", "%2B");
    component.put("type", "platform");
    component.put("bom-ref", reference);
    component.put("publisher", JavaRuntime.vendor());
    component.put("name", "openjdk");
    component.put("version", JavaRuntime.version());
    component.put("description", "modules " + String.join(" ", java.modules()));
    licensed(component, "GPL-2.0-with-classpath-exception");
    Runtime.Version version = Runtime.version();
    component.put(
        "cpe",
        "cpe:2.3:a:oracle:openjdk:%d.%d.%d:*:*:*:*:*:*:*"
            .formatted(version.feature(), version.interim(), version.update()));
    component.put("purl", reference);
    return reference;
  }

  /** The packages of the system that files come from, each with these files. */
  private static void system(ArrayNode components, ArrayNode parts, Map<String, Path> files)
      throws IOException, InterruptedException {
    Map<String, ObjectNode> packages = new TreeMap<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      if (file.getKey().startsWith("/etc/")) {
        continue; // written here
      }
      Optional<SystemPackage> known = SystemPackage.of(file.getKey());
      SystemPackage from = known.isPresent() ? known.get() : SystemFiles.library();
      ObjectNode library = packages.computeIfAbsent(from.purl(), purl -> library(from));
      ObjectNode part = library.withArray("/components").addObject();
      part.put("type", "file");
      part.put("bom-ref", "file:" + file.getKey());
      part.put("name", file.getKey());
      ObjectNode hash = part.putArray("hashes").addObject();
      hash.put("alg", "SHA-256").put("content", Digest.of(Files.readAllBytes(file.getValue())));
    }
    packages.keySet().forEach(parts::add);
    components.addAll(packages.values());
  }

  private static ObjectNode library(SystemPackage from) {
    ObjectNode component = JSON.createObjectNode();
    component.put("type", "library");
    component.put("bom-ref", from.purl());
    component.put("name", from.name());
    component.put("version", from.version());
    if (from.name().matches("glibc|libc6")) {
      licensed(component, "LGPL-2.1-or-later");
    }
    component.put("purl", from.purl());
    return component;
  }

  private static String underlying(ObjectNode component, Base base) {
    component.put("type", "container");
    component.put("bom-ref", "base:" + base.name());
    component.put("name", base.name());
    base.digest().ifPresent(digest -> component.put("version", digest));
    return "base:" + base.name();
  }

  private static void licensed(ObjectNode component, String license) {
    component.putArray("licenses").addObject().putObject("license").put("id", license);
  }
}
