package org.reland.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.reland.cli.check.NodePods.End;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How containers of the images end, by what happens to them: the codes that the rendered retry rule
 * goes by. And that each JVM starts from its class-data archive.
 */
final class NodeEnds {
  /** A shop that takes minutes to make up, and more memory than these pods get. */
  private static final String LONG = "ingest.shop_users=99999\ningest.shop_items=99999";

  private final Check check;
  private final NodePods pods;

  NodeEnds(Check check, NodePods pods) {
    this.check = check;
    this.pods = pods;
  }

  void check() {
    JsonNode plan = pods.template("plan");
    JsonNode ingest = pods.template("ingest");
    // A JVM that has to start from its archive ends with 1 where it cannot.
    Map<String, String> wrong = new TreeMap<>();
    for (String template : List.of("plan", "ingest", "infer", "train")) {
      wrong.put(
          template,
          start("usage", pods.template(template), body -> usage(options(body, "-Xshare:on"))));
    }
    String data = start("data", ingest, body -> words(body, "ingest", "--run", "/store/runs/none"));
    String configuration =
        start("configuration", plan, body -> words(body, "plan", "--config", "none"));
    String saved = start("plan", plan, NodeEnds::plan);
    wrong.forEach((template, pod) -> expect(2, "Error", pod));
    expect(65, "Error", data);
    String reason = expect(78, "Error", configuration).handedOn();
    check.that(reason.startsWith("--config 'none'"), "the reason is the pod's message: " + reason);
    expect(0, "Completed", saved);
    String heap = start("heap", ingest, body -> options(work(body), "-Xmx16m"));
    String memory =
        start(
            "memory",
            ingest,
            body -> limit(options(work(body), "-Xms1g -Xmx1g -XX:+AlwaysPreTouch")));
    String deadline =
        start("deadline", ingest, body -> work(body).put("activeDeadlineSeconds", 10));
    expect(3, "Error", heap);
    expect(137, "OOMKilled", memory);
    expect(143, "Error", deadline);
  }

  private String start(String name, JsonNode template, Consumer<ObjectNode> change) {
    return pods.start(name, template, Map.of(), change);
  }

  private End expect(int code, String reason, String pod) {
    End end = pods.await(pod);
    check.that(
        end.code() == code && end.reason().equals(reason),
        "pod %s: expected %d %s, was %d %s: %s"
            .formatted(pod, code, reason, end.code(), end.reason(), end.log()));
    return end;
  }

  private static ObjectNode container(ObjectNode body) {
    return body.path("containers").path(0).asObject();
  }

  private static ObjectNode words(ObjectNode body, String... words) {
    var arguments = container(body).putArray("args");
    for (String word : words) {
      arguments.add(word);
    }
    return body;
  }

  private static void usage(ObjectNode body) {
    words(body, "--no-such-option");
  }

  private static void plan(ObjectNode body) {
    List<String> words = new ArrayList<>(List.of("plan", "--config", "/etc/reland/run.yaml"));
    words.addAll(List.of("--settings", LONG, "--store", "/store", "--name", "long", "--save"));
    words(body, words.toArray(String[]::new));
  }

  private static ObjectNode work(ObjectNode body) {
    return words(body, "ingest", "--run", "/store/runs/long");
  }

  /** The JVM's options come by the environment, as what is in the image stays as it is. */
  private static ObjectNode options(ObjectNode body, String options) {
    ObjectNode variable = container(body).putArray("env").addObject();
    variable.put("name", "JDK_JAVA_OPTIONS").put("value", options);
    return body;
  }

  private static void limit(ObjectNode body) {
    container(body).putObject("resources").putObject("limits").put("memory", "300Mi");
  }
}
