package org.reland.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
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
    components.insert(0, module);
    ArrayNode parts = JSON.createArrayNode().add(module.path("bom-ref").asString());
    parts.add(runtime(components.addObject(), java));
    if (base.image().isEmpty()) {
      parts.add(system(components.addObject(), base.files()));
    } else {
      parts.add(underlying(components.addObject(), base.name()));
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
    component.put("purl", reference);
    licensed(component, "GPL-2.0-with-classpath-exception");
    return reference;
  }

  private static String system(ObjectNode component, Map<String, Path> files)
      throws InterruptedException {
    String[] version = SystemFiles.version().split(" ", 2);
    String reference = "pkg:generic/glibc@" + version[1];
    component.put("type", "library");
    component.put("bom-ref", reference);
    component.put("name", version[0]);
    component.put("version", version[1]);
    component.put("description", "files " + String.join(" ", files.keySet()));
    component.put("purl", reference);
    licensed(component, "LGPL-2.1-or-later");
    return reference;
  }

  private static String underlying(ObjectNode component, String base) {
    component.put("type", "container");
    component.put("bom-ref", "base:" + base);
    component.put("name", base);
    return "base:" + base;
  }

  private static void licensed(ObjectNode component, String license) {
    component.putArray("licenses").addObject().putObject("license").put("id", license);
  }
}
