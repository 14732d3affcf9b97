package org.reland.cli.check;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.reland.cli.argo.Workflow;
import org.reland.cli.testing.CommandRun;
import org.reland.cli.testing.ScriptedController;
import org.reland.kit.store.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Where the parts of {@link ArgoCheck} work. */
record ArgoPlace(
    Check check,
    KubernetesClient client,
    String namespace,
    Path folder,
    ScriptedController controller) {
  /** What {@code reland render} has written. */
  static final Path RENDERED = Path.of("workflows/argo");

  /** Another namespace, over which no controller watches. */
  static String quiet(String namespace) {
    return namespace + "-quiet";
  }

  String quietNamespace() {
    return quiet(namespace);
  }

  /** A command in the namespace. */
  CommandRun reland(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("-n", namespace));
    return CommandRun.of(all.toArray(String[]::new));
  }

  /** Passes where the command ends with that code and its output has all of these. */
  CommandRun expect(int code, String words, String... parts) {
    CommandRun run = reland(words.split(" ", -1));
    String all = run.out() + run.err();
    boolean good = run.code() == code;
    for (String part : parts) {
      good &= all.contains(part);
    }
    check.that(
        good,
        "reland %s: expected exit code %d and %s, was %s"
            .formatted(words, code, List.of(parts), run));
    return run;
  }

  /** Passes where every line of the output is a JSON object; gives them. */
  List<JsonNode> objects(String words) {
    CommandRun run = reland((words + " --json").split(" ", -1));
    List<JsonNode> objects = new ArrayList<>();
    try {
      run.out().lines().map(Json.mapper()::readTree).forEach(objects::add);
    } catch (JacksonException e) {
      objects.clear();
    }
    check.that(
        run.code() == 0 && !objects.isEmpty() && objects.stream().allMatch(JsonNode::isObject),
        "reland %s --json: objects, a line each: %s".formatted(words, run));
    return objects;
  }

  Workflow workflow(String name) {
    return client.resources(Workflow.class).inNamespace(namespace).withName(name).require();
  }

  /** Waits until a workflow says that; fails after a while. */
  void until(String name, String what, Predicate<Workflow> holds) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      if (holds.test(workflow(name))) {
        check.that(true, what);
        return;
      }
      Thread.sleep(100);
    }
    check.that(false, "%s: %s; status: %s".formatted(name, what, workflow(name).state()));
  }
}
