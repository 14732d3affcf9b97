package org.reland.workflows.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.kit.step.Steps;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.pipeline.Pipeline;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The folder manifests has what the rendered workflows take for granted. */
final class ManifestsFolderTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path FOLDER = Path.of("../manifests");
  private static final Pattern MEMORY = Pattern.compile("mul\\((\\d+),");
  private static final Pattern SECRET = Pattern.compile("(?i).*(KEY|SECRET|TOKEN|PASSWORD).*");

  private final List<JsonNode> installed = documents(FOLDER);
  private final List<JsonNode> committed = documents(Path.of("argo"));
  private final List<JsonNode> everythingOn = everythingOn();

  private static List<JsonNode> documents(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<JsonNode> documents = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        documents.addAll(documents(Files.readString(file)));
      }
      return documents;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<JsonNode> documents(String text) {
    try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(text)) {
      return all.readAll();
    }
  }

  /** As rendered where every setting is in use that refers to something. */
  private static List<JsonNode> everythingOn() {
    Steps steps = Steps.installed();
    List<String> settings =
        List.of(
            "argo.data_claim=reland-data",
            "argo.webhook_secret=reland-secrets",
            "argo.gpu_steps=train",
            "argo.limit_llm=true",
            "argo.artifacts=true");
    try {
      Path file = Path.of("configs/shop.yaml");
      var configuration = Configuration.load(file, settings, Optional.empty(), steps);
      var renderer =
          new WorkflowRenderer(
              configuration.argo(), steps, Pipeline.rhythms(configuration.experiment(), steps));
      return renderer.files(Files.readString(file), List.of()).values().stream()
          .flatMap(text -> documents(text).stream())
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<JsonNode> rendered() {
    return Stream.concat(committed.stream(), everythingOn.stream()).toList();
  }

  private static List<JsonNode> all(List<JsonNode> documents, String key) {
    return documents.stream().flatMap(document -> document.findValues(key).stream()).toList();
  }

  private static boolean has(List<JsonNode> documents, String kind, String name) {
    return documents.stream()
        .anyMatch(
            document ->
                document.path("kind").asString("").equals(kind)
                    && document.path("metadata").path("name").asString("").equals(name));
  }

  @Test
  void theAccountOfThePodsIsInstalledAndHasItsRole() {
    List<JsonNode> accounts = all(rendered(), "serviceAccountName");
    assertFalse(accounts.isEmpty());
    for (JsonNode account : accounts) {
      assertTrue(has(installed, "ServiceAccount", account.asString()), account.asString());
      assertTrue(
          installed.stream()
              .filter(document -> document.path("kind").asString("").equals("RoleBinding"))
              .anyMatch(
                  binding -> binding.path("subjects").toString().contains(account.asString())),
          account.asString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/laptop", "overlays/production"})
  void everyOverlayHasEveryClaim(String overlay) {
    List<JsonNode> built = built(FOLDER.resolve(overlay));
    List<JsonNode> claims = all(rendered(), "claimName");
    assertEquals(2, claims.stream().distinct().count(), "store and data");
    for (JsonNode claim : claims) {
      assertTrue(has(built, "PersistentVolumeClaim", claim.asString()), claim.asString());
    }
  }

  /** What a kustomization takes together, before its patches. */
  private static List<JsonNode> built(Path folder) {
    List<JsonNode> built = new ArrayList<>();
    JsonNode kustomization = documents(folder.resolve("kustomization.yaml")).getFirst();
    for (String list : List.of("resources", "components")) {
      for (JsonNode entry : kustomization.path(list)) {
        Path path = folder.resolve(entry.asString());
        built.addAll(Files.isDirectory(path) ? built(path) : documents(path));
      }
    }
    return built;
  }

  @Test
  void everyConfigMapIsInstalledOrRenderedAndHasTheKeyThatASemaphoreAsksFor() {
    for (JsonNode map : all(rendered(), "configMap")) {
      assertTrue(has(rendered(), "ConfigMap", map.path("name").asString()), map.toString());
    }
    List<JsonNode> keys = all(rendered(), "configMapKeyRef");
    assertEquals(2, keys.stream().distinct().count(), "gpu and llm");
    for (JsonNode key : keys) {
      assertTrue(
          installed.stream()
              .filter(
                  document ->
                      document
                          .path("metadata")
                          .path("name")
                          .asString("")
                          .equals(key.path("name").asString()))
              .anyMatch(map -> map.path("data").path(key.path("key").asString()).asInt(0) > 0),
          key.toString());
    }
  }

  @Test
  void everySecretIsTheUsersAndTheDocumentationSaysHowToMakeIt() throws IOException {
    String documentation = Files.readString(Path.of("../docs/cluster.md"));
    List<JsonNode> secrets = new ArrayList<>(all(rendered(), "secretKeyRef"));
    assertFalse(secrets.isEmpty());
    secrets.addAll(all(installed, "secretKeyRef"));
    for (JsonNode secret : secrets) {
      assertTrue(documentation.contains(secret.path("name").asString()), secret.toString());
    }
    assertTrue(documentation.contains("webhook-url"));
  }

  @Test
  void noSecretLiesInAFile() {
    for (JsonNode document : installed) {
      assertFalse(document.path("kind").asString("").equals("Secret"), document.toString());
    }
    for (JsonNode variables : all(installed, "env")) {
      for (JsonNode variable : variables) {
        if (SECRET.matcher(variable.path("name").asString()).matches()) {
          assertFalse(variable.has("value"), variable.toString());
        }
      }
    }
  }

  @Test
  void everyImageIsPinned() {
    List<JsonNode> images = all(installed, "image");
    assertFalse(images.isEmpty());
    for (JsonNode image : images) {
      assertTrue(image.asString().matches("[^:@]+(:v?[0-9][^:@]*)(@sha256:.*)?"), image.asString());
    }
  }

  @Test
  void theNetworkPoliciesSelectThePodsOfTheWorkflows() {
    List<JsonNode> selectors =
        installed.stream()
            .filter(document -> document.path("kind").asString("").equals("NetworkPolicy"))
            .filter(
                document -> document.path("metadata").path("name").asString().startsWith("reland-"))
            .filter(document -> document.path("spec").has("podSelector")) // not those of patches
            .map(document -> document.path("spec").path("podSelector").path("matchLabels"))
            .toList();
    assertTrue(selectors.size() >= 5);
    List<JsonNode> labels =
        all(rendered(), "podMetadata").stream().map(pods -> pods.path("labels")).toList();
    assertFalse(labels.isEmpty());
    for (JsonNode selector : selectors) {
      for (JsonNode of : labels) {
        selector
            .properties()
            .forEach(entry -> assertEquals(entry.getValue(), of.get(entry.getKey())));
      }
    }
  }

  @Test
  void aPodWithoutLabelsReachesNamesAndTheApiServerAndNobodyReachesIt() {
    List<JsonNode> forAll =
        installed.stream()
            .filter(document -> document.path("kind").asString("").equals("NetworkPolicy"))
            .filter(document -> document.path("spec").has("podSelector"))
            .filter(document -> !document.path("spec").path("podSelector").has("matchLabels"))
            .toList();
    assertEquals(
        List.of("reland-nothing", "reland-to-dns", "reland-to-api-server"),
        forAll.stream().map(policy -> policy.path("metadata").path("name").asString()).toList());
    JsonNode nothing = forAll.getFirst().path("spec");
    assertTrue(nothing.path("podSelector").isEmpty());
    assertEquals(2, nothing.path("policyTypes").size());
    assertFalse(nothing.has("ingress") || nothing.has("egress"));
    assertTrue(forAll.stream().noneMatch(policy -> policy.path("spec").has("ingress")));
  }

  @Test
  void everyQuotaHoldsTheLargestPodOfTheShopAtItsLastAttempt() {
    long largest =
        all(committed, "podSpecPatch").stream()
            .flatMap(patch -> MEMORY.matcher(patch.asString()).results())
            .map(MatchResult::group)
            .mapToLong(text -> Long.parseLong(text.replaceAll("\\D", "")))
            .max()
            .orElseThrow();
    int attempts =
        1 + all(committed, "limit").stream().mapToInt(JsonNode::asInt).max().orElseThrow();
    List<JsonNode> quotas =
        all(installed, "hard").stream().filter(hard -> hard.has("limits.memory")).toList();
    assertEquals(2, quotas.size());
    for (JsonNode hard : quotas) {
      for (String resource : List.of("requests.memory", "limits.memory")) {
        String amount = hard.path(resource).asString();
        assertTrue(amount.endsWith("Gi"), amount);
        long mebibytes = 1024 * Long.parseLong(amount.replace("Gi", ""));
        assertTrue(mebibytes > attempts * largest + 512, resource + ": " + amount);
      }
    }
  }

  @Test
  void storeAndDataAreSharedByNodesExceptOnALaptop() {
    Map<String, List<String>> modes =
        Map.of(
            "base/store.yaml", List.of("ReadWriteMany"),
            "components/data/claim.yaml", List.of("ReadWriteMany"),
            "overlays/laptop/store.yaml", List.of("ReadWriteOnce"),
            "overlays/laptop/data.yaml", List.of("ReadWriteOnce"));
    modes.forEach(
        (file, expected) -> {
          JsonNode claim = documents(FOLDER.resolve(file)).getFirst();
          assertEquals(
              expected,
              claim
                  .path("spec")
                  .path("accessModes")
                  .valueStream()
                  .map(JsonNode::asString)
                  .toList());
        });
  }
}
