package org.reland.cli.argo;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Workflows for tests, from the JSON or YAML that an API server would give. */
public final class TestWorkflows {
  private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

  private TestWorkflows() {}

  public static Workflow of(String yaml) {
    return KUBERNETES.unmarshal(new YAMLMapper().readTree(yaml).toString(), Workflow.class);
  }

  public static WorkflowTemplate template(String yaml) {
    return KUBERNETES.unmarshal(new YAMLMapper().readTree(yaml).toString(), WorkflowTemplate.class);
  }

  public static CronWorkflow cron(String yaml) {
    return KUBERNETES.unmarshal(new YAMLMapper().readTree(yaml).toString(), CronWorkflow.class);
  }

  /** From a file beside a test. */
  public static String resource(Class<?> test, String name) throws IOException {
    try (InputStream in = test.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The same with its nodes as the controller writes them above 1 MiB. */
  public static Workflow compressed(Workflow workflow) {
    ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(KUBERNETES.asJson(workflow));
    ObjectNode status = (ObjectNode) json.get("status");
    status.put("compressedNodes", Nodes.compress((ObjectNode) status.remove("nodes")));
    return KUBERNETES.unmarshal(json.toString(), Workflow.class);
  }
}
