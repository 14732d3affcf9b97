package org.reland.cli.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reland.cli.check.NodePods.End;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A rendered workflow, its tasks run as pods as Argo's controller would: what it hands on, too. */
final class NodeRun {
  private final JsonMapper json = new JsonMapper();
  private final Map<String, String> outputs = new HashMap<>();
  private final Check check;
  private final NodePods pods;
  private final Map<String, String> workflow;

  NodeRun(Check check, NodePods pods, String name) {
    this.check = check;
    this.pods = pods;
    this.workflow =
        Map.of(
            "workflow.name", name,
            "workflow.status", "Succeeded",
            "workflow.failures", "",
            "workflow.parameters.settings", "",
            "workflow.parameters.as-of", "");
  }

  /**
   * All tasks of the entrypoint, each after those before it, and the handler of the end. Without
   * what a task should have written the others cannot go on: the first that fails ends it.
   */
  void run(String entrypoint) {
    for (JsonNode task : pods.template(entrypoint).path("dag").path("tasks")) {
      if (!task(task)) {
        return;
      }
    }
    JsonNode end = pods.template("end");
    good(pods.await(pods.start("end", end, workflow, body -> {})));
  }

  private boolean task(JsonNode task) {
    String name = task.path("name").asString();
    JsonNode template = pods.template(task.path("template").asString());
    Map<String, String> tags = new HashMap<>(workflow);
    for (JsonNode parameter : task.path("arguments").path("parameters")) {
      tags.put(
          "inputs.parameters." + parameter.path("name").asString(),
          parameter.path("value").asString());
    }
    List<String> started = new ArrayList<>();
    if (task.has("withParam")) {
      String list = outputs.get(task.path("withParam").asString());
      check.that(list != null, name + " finds its list of workers");
      for (JsonNode item : json.readTree(String.valueOf(list))) {
        tags.put("inputs.parameters.shard", item.path("shard").asString());
        started.add(pods.start(name, template, tags, body -> {}));
      }
    } else {
      started.add(pods.start(name, template, tags, body -> {}));
    }
    boolean good = true;
    for (String pod : started) {
      End end = pods.await(pod);
      good &= good(end);
      for (JsonNode output : template.path("outputs").path("parameters")) {
        String parameter = output.path("name").asString();
        outputs.put(
            "{{tasks.%s.outputs.parameters.%s}}".formatted(name, parameter), end.handedOn());
      }
    }
    return good;
  }

  private boolean good(End end) {
    check.that(
        end.code() == 0,
        "pod %s ended with %d, %s; are the node's images of this commit? %s"
            .formatted(end.pod(), end.code(), end.reason(), end.log()));
    return end.code() == 0;
  }
}
