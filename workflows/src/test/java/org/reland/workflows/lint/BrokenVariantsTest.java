package org.reland.workflows.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reland.workflows.lint.finding.Finding;

/** The committed workflow is faultless; one edit of it, and the linter names rule and place. */
final class BrokenVariantsTest {
  private static final String TEMPLATES = "spec.templates";
  private static final String TASKS = TEMPLATES + "[pipeline].dag.tasks";
  private static final String TRAIN = TEMPLATES + "[train]";
  private static final String CONTAINER = TRAIN + ".container";

  /**
   * One edit.
   *
   * @param trap what it does wrong
   * @param path where the finding has to be
   */
  record Variant(String trap, String rule, String path, UnaryOperator<Shop> edit) {
    Variant editedBy(UnaryOperator<Shop> edit) {
      return new Variant(trap, rule, path, edit);
    }

    Variant at(String path) {
      return new Variant(trap, rule, path, edit);
    }

    @Override
    public String toString() {
      return trap;
    }
  }

  @Test
  void theCommittedWorkflowHasNoFinding() {
    assertEquals(List.of(), Shop.committed().lint());
  }

  @ParameterizedTest
  @MethodSource({
    "names",
    "references",
    "order",
    "arguments",
    "tags",
    "expressions",
    "outputs",
    "fanOuts",
    "shells",
    "retries",
    "crons",
    "workflows",
    "containers",
    "security",
    "secrets"
  })
  void theVariantIsFoundInItsPlace(Variant variant) {
    List<Finding> findings = variant.edit().apply(Shop.committed()).lint();
    assertTrue(
        findings.stream()
            .anyMatch(f -> f.rule().equals(variant.rule()) && f.path().equals(variant.path())),
        () -> "expected %s at %s, found %s".formatted(variant.rule(), variant.path(), findings));
  }

  private static Variant put(String trap, String rule, String path, String yaml) {
    return new Variant(trap, rule, path, shop -> shop.put(path, yaml));
  }

  private static Variant removed(String trap, String rule, String path) {
    return new Variant(trap, rule, path, shop -> shop.remove(path));
  }

  static Stream<Variant> names() {
    String long53 = "a".repeat(53);
    return Stream.of(
        put("a number where a string is due", "string-due", CONTAINER + ".args[0]", "8"),
        put("a name of more than 63 characters", "object-name", "metadata.name", "a".repeat(64)),
        put("a task whose name begins with a digit", "field-name", TASKS + "[plan].name", "1st")
            .at(TASKS + "[1st].name"),
        put("a task without a name", "field-name", TASKS + "[plan].name", "''")
            .at(TASKS + "[0].name"),
        put("a generated name that is cut off", "object-name", "metadata.generateName", "")
            .editedBy(
                shop ->
                    shop.remove("metadata.name").put("metadata.generateName", "a".repeat(60) + "-"))
            .at("metadata.generateName"),
        put("a template with an illegal name", "field-name", TRAIN + ".name", "tr_ain")
            .at(TEMPLATES + "[tr_ain].name"),
        put("two tasks of one name", "duplicate-name", TASKS + "[ingest].name", "split")
            .at(TASKS + "[split].name"),
        put("two templates of one name", "duplicate-name", TEMPLATES + "[split].name", "ingest")
            .at(TEMPLATES + "[ingest].name"),
        put("a label that is none", "label-value", "metadata.labels.x", "not/legal"),
        new Variant(
            "a CronWorkflow's name of more than 52 characters",
            "object-name",
            "metadata.name",
            shop -> shop.with("z.yaml", cron(long53))));
  }

  static Stream<Variant> references() {
    return Stream.of(
        put("an entrypoint that is not there", "entrypoint", "spec.entrypoint", "pipline"),
        put("an exit handler that is not there", "entrypoint", "spec.onExit", "bye"),
        put("a template that is not there", "task-template", TASKS + "[split].template", "splt"),
        put(
                "a template of another file that is not there",
                "task-template",
                TASKS + "[split].templateRef.template",
                "x")
            .editedBy(
                shop ->
                    shop.remove(TASKS + "[split].template")
                        .put(TASKS + "[split].templateRef", "{name: reland, template: x}")),
        new Variant(
            "a WorkflowTemplate that is not among the files",
            "workflow-template",
            "spec.workflowTemplateRef.name",
            shop -> shop.putIn("workflow.yaml", "spec.workflowTemplateRef.name", "rland")),
        new Variant(
            "two WorkflowTemplates that refer to each other",
            "workflow-template",
            "spec.workflowTemplateRef.name",
            shop -> shop.with("a.yaml", refers("a", "b")).with("b.yaml", refers("b", "a"))),
        new Variant(
            "a template of two types",
            "template-type",
            TRAIN,
            shop -> shop.put(TRAIN + ".suspend", "{}")));
  }

  static Stream<Variant> order() {
    String split = TASKS + "[split].depends";
    return Stream.of(
        put("a goal that is not there", "dag-target", TEMPLATES + "[pipeline].dag.target", "nope"),
        put("one goal of two", "dag-target", TEMPLATES + "[pipeline].dag.target", "plan nope"),
        put("half a condition", "when", TASKS + "[split].when", "'{{tasks.ingest.status}} == '"),
        put("a condition without a start", "when", TASKS + "[split].when", "'&& a == b'"),
        put("a bracket too many", "when", TASKS + "[split].when", "'(a == b))'"),
        put("a cycle", "cycle", TASKS + "[plan].depends", "index"),
        put("depends that cannot be read", "depends", split, "ingest & plan"),
        put("depends on a task that is not there", "depends", split, "ingst"),
        put("depends on a result that is none", "depends", split, "ingest.Suceeded"),
        put("AnySucceeded of a single task", "depends", split, "ingest.AnySucceeded"),
        put(
            "depends and dependencies in one template",
            "mixed-depends",
            TASKS + "[plan].dependencies",
            "[]"));
  }

  static Stream<Variant> arguments() {
    String node = TASKS + "[split].arguments.parameters";
    return Stream.of(
        put("a required input that is not given", "missing-argument", node + ".node", "x")
            .editedBy(shop -> shop.remove(TASKS + "[split].arguments")),
        put(
            "an argument that nobody takes",
            "unknown-argument",
            node + "[nod]",
            "{name: nod, value: x}"),
        put(
                "a value that the enumeration does not hold",
                "enum",
                "spec.arguments.parameters[size].value",
                "x")
            .editedBy(
                shop ->
                    shop.put(
                        "spec.arguments",
                        "{parameters: [{name: size, value: big, enum: [small, large]}]}")),
        new Variant(
            "an enumeration that a Workflow overrides, which the controller does not check",
            "enum",
            "spec.arguments.parameters[size].value",
            shop ->
                shop.put(
                        "spec.arguments",
                        "{parameters: [{name: size, value: small, enum: [small, large]}]}")
                    .putIn(
                        "workflow.yaml",
                        "spec.arguments",
                        "{parameters: [{name: size, value: big}]}")),
        new Variant(
            "a parameter without a value",
            "workflow-parameter",
            "spec.arguments.parameters.day",
            shop -> shop.put("spec.arguments", "{parameters: [{name: day}]}")));
  }

  static Stream<Variant> tags() {
    String argument = CONTAINER + ".args[0]";
    String value = TASKS + "[split].arguments.parameters[node].value";
    return Stream.of(
        put("an input that is not declared", "tag", argument, "'{{inputs.parameters.nodes}}'"),
        put("a variable that is mistyped", "tag", argument, "'{{workflow.nam}}'"),
        put("a parameter that is not declared", "tag", argument, "'{{workflow.parameters.day}}'"),
        put("a label that is not there", "tag", argument, "'{{workflow.labels.team}}'"),
        put("a task seen from within a pod", "tag", argument, "'{{tasks.plan.status}}'"),
        put("an item where there is none", "tag", value, "'{{item.shard}}'"),
        put("steps in a DAG", "tag", value, "'{{steps.plan.status}}'"),
        put("a task that is not there", "tag", value, "'{{tasks.pan.status}}'"),
        put("an output that is not there", "tag", value, "'{{tasks.encode.outputs.parameters.x}}'"),
        put("a tag that is not closed", "expression", argument, "'{{workflow.name'"),
        put(
            "an output of a task that it does not wait for",
            "task-order",
            value,
            "'{{tasks.encode.outputs.parameters.workers}}'"),
        put(
                "{{retries}} without retryStrategy, which stays as it is",
                "tag",
                TRAIN + ".podSpecPatch",
                "")
            .editedBy(shop -> shop.remove(TRAIN + ".retryStrategy")),
        put("workflow.status before the end", "only-at-the-end", argument, "'{{workflow.status}}'"),
        put(
            "the scheduled time outside of a CronWorkflow",
            "scheduled-time",
            argument,
            "'{{workflow.scheduledTime}}'"),
        put(
            "failures quoted a third time",
            "quoted-failures",
            argument,
            "'\"{{workflow.failures}}\"'"),
        put(
                "an exit code in a hook, which stays as it is",
                "hook-exit-code",
                TASKS + "[split].hooks.exit.arguments.parameters[node].value",
                "")
            .editedBy(
                shop ->
                    shop.put(
                        TASKS + "[split].hooks",
                        """
                        exit:
                          template: split
                          arguments: {parameters: [{name: node, value: "{{tasks.split.exitCode}}"}]}
                        """)));
  }

  static Stream<Variant> expressions() {
    String argument = CONTAINER + ".args[0]";
    return Stream.of(
        put("an expression that is none", "expression", argument, "'{{=1 +}}'"),
        put("a function that is not there", "expression", argument, "'{{=asInteger(retries)}}'"),
        put("an input in an expression", "tag", argument, "'{{=inputs.parameters.nod}}'"),
        put(
            "a dash in an expression, which is a minus",
            "tag",
            argument,
            "'{{=workflow.labels.app-kind}}'"),
        put("a variable of none in an expression", "tag", argument, "'{{=range}}'"),
        put("a word of Argo's that is mistyped", "tag", argument, "'{{input.parameters.node}}'"),
        put("a tag in what all pods have", "tag", "spec.templateDefaults.nodeSelector.a", "")
            .editedBy(
                shop ->
                    shop.put(
                        "spec.templateDefaults",
                        "{nodeSelector: {a: '{{workflow.parameters.nope}}'}}")),
        put(
            "a tag in a patch of all pods",
            "tag",
            "spec.podSpecPatch",
            "'{{inputs.parameters.x}}'"));
  }

  static Stream<Variant> outputs() {
    String outputs = TRAIN + ".outputs";
    String parameter = outputs + ".parameters[o]";
    String dag = TEMPLATES + "[pipeline].outputs";
    String inputs = TRAIN + ".inputs.artifacts";
    return Stream.of(
        put("an output that comes from nowhere", "output-source", parameter + ".valueFrom", "")
            .editedBy(shop -> shop.put(outputs, "{parameters: [{name: o}]}")),
        put("an output of a pod by expression", "output-source", parameter + ".valueFrom", "")
            .editedBy(
                shop ->
                    shop.put(outputs, "{parameters: [{name: o, valueFrom: {expression: '1'}}]}")),
        put("an output with value and source", "output-source", parameter + ".valueFrom", "")
            .editedBy(
                shop ->
                    shop.put(
                        outputs, "{parameters: [{name: o, value: a, valueFrom: {path: /a}}]}")),
        put("an output of a DAG by path", "output-source", dag + ".parameters[o].valueFrom", "")
            .editedBy(
                shop -> shop.put(dag, "{parameters: [{name: o, valueFrom: {path: /tmp/x}}]}")),
        put("an artifact without a path", "artifact-path", outputs + ".artifacts[a].path", "")
            .editedBy(shop -> shop.put(outputs, "{artifacts: [{name: a}]}")),
        put("two artifacts at one path", "artifact-path", inputs + "[b].path", "")
            .editedBy(
                shop ->
                    shop.put(
                        inputs,
                        "[{name: a, path: /a, raw: {data: x}}, {name: b, path: /a, raw: {data: y}}]")),
        put("an artifact that no run is given", "workflow-parameter", "spec.entrypoint", "")
            .editedBy(
                shop ->
                    shop.put(
                        TEMPLATES + "[pipeline].inputs", "{artifacts: [{name: a, path: /a}]}")),
        put("an artifact that no end is given", "workflow-parameter", "spec.onExit", "")
            .editedBy(
                shop ->
                    shop.put(TEMPLATES + "[end].inputs", "{artifacts: [{name: a, path: /a}]}")));
  }

  static Stream<Variant> fanOuts() {
    String value = TASKS + "[embed].arguments.parameters[node].value";
    return Stream.of(
        put("withParam that is no list", "with-param", TASKS + "[infer].withParam", "'{\"a\": 1}'"),
        put("two ways to fan out", "fan-out", TASKS + "[infer].withItems", "[a]")
            .at(TASKS + "[infer]"),
        put("a sequence without an end", "sequence", TASKS + "[plan].withSequence", "{start: '1'}"),
        put("a sequence with two ends", "sequence", TASKS + "[plan].withSequence.end", "")
            .editedBy(shop -> shop.put(TASKS + "[plan].withSequence", "{count: '1', end: '2'}")),
        put("a sequence of words", "sequence", TASKS + "[plan].withSequence.count", "")
            .editedBy(shop -> shop.put(TASKS + "[plan].withSequence", "{count: ten}")),
        put("outputs of a fan-out that may be empty", "empty-fan-out", value, "")
            .editedBy(
                shop ->
                    shop.put(
                            TEMPLATES + "[infer].outputs",
                            "{parameters: [{name: n, valueFrom: {path: /tmp/n}}]}")
                        .put(value, "'{{tasks.infer.outputs.parameters.n}}'")),
        put(
                "outputs of a task that may be left out",
                "skipped-output",
                TASKS + "[infer].withParam",
                "")
            .editedBy(shop -> shop.put(TASKS + "[prompt].when", "1 == 2")));
  }

  static Stream<Variant> shells() {
    String args = CONTAINER + ".args";
    return Stream.of(
        put("JSON in the text of a shell", "shell-text", args + "[0]", "")
            .editedBy(
                shop ->
                    shop.put(CONTAINER + ".command", "[sh, -c]")
                        .put(args, "['echo {{inputs.parameters.node}}']")),
        put("JSON in the source of a script", "shell-text", TRAIN + ".script.source", "")
            .editedBy(
                shop ->
                    shop.remove(CONTAINER)
                        .put(
                            TRAIN + ".script",
                            "{image: 'a:1', command: [bash], source: 'x {{workflow.failures}}'}")));
  }

  static Stream<Variant> retries() {
    String strategy = TRAIN + ".retryStrategy";
    String expression = strategy + ".expression";
    String rule = "retry-expression";
    String patch = TRAIN + ".podSpecPatch";
    return Stream.of(
        put("an exit code compared as a number", rule, expression, "lastRetry.exitCode == 75"),
        put("exit codes in a list of numbers", rule, expression, "lastRetry.exitCode in [75, 3]"),
        put("a number compared with a text", rule, expression, "asInt(lastRetry.exitCode) == '75'"),
        put("a status that does not exist", rule, expression, "lastRetry.status == 'Errored'"),
        put("a pattern that is none", rule, expression, "lastRetry.message matches '(a'"),
        put("a deadline tried again", rule, expression, "asInt(lastRetry.exitCode) == 143"),
        put(
            "an expression that is not closed",
            "expression",
            expression,
            "(lastRetry.status == 'Error'"),
        put("an unknown variable", "tag", expression, "lastRetry.exitcode == '75'"),
        put("a policy that is none", "retry-policy", strategy + ".retryPolicy", "Never"),
        put("the policy OnError", "retry-policy", strategy + ".retryPolicy", "OnError"),
        put("the policy OnFailure", "retry-policy", strategy + ".retryPolicy", "OnFailure"),
        put("a pause that is none", "duration", strategy + ".backoff.duration", "5 minutes"),
        put("a limit in days", "duration", strategy + ".backoff.maxDuration", "1d"),
        put(
            "a limit that ends an attempt that runs",
            "retry-limit",
            strategy + ".backoff.maxDuration",
            "30m"),
        put(
            "a patch of all pods that is no YAML",
            "pod-spec-patch",
            "spec.podSpecPatch",
            "'a: [{'"),
        put("a patch of all pods of no container", "pod-spec-patch", "spec.podSpecPatch", "")
            .editedBy(shop -> shop.put("spec.podSpecPatch", "'containers: [{name: mian}]'")),
        put(
                "a default patch of a field that is none",
                "pod-spec-patch",
                "spec.templateDefaults.podSpecPatch",
                "")
            .editedBy(shop -> shop.put("spec.templateDefaults", "{podSpecPatch: 'container: []'}")),
        removed("retries without end", "retry-policy", strategy + ".limit"),
        put("a patch that is no YAML", "pod-spec-patch", patch, "'containers: [{name: main'"),
        put("a patch of a field that is none", "pod-spec-patch", patch, "'container: []'"),
        put(
            "a patch of another container",
            "pod-spec-patch",
            patch,
            "'containers: [{name: mian}]'"),
        put("a patch of no container", "pod-spec-patch", patch, "'containers: [{image: a}]'"));
  }

  static Stream<Variant> crons() {
    return Stream.of(
        cron("six fields", "schedule", "spec.schedules[0]", "{schedules: ['0 0 4 * * *']}"),
        cron(
            "an hour that is none", "schedule", "spec.schedules[0]", "{schedules: ['0 24 * * *']}"),
        cron(
            "a range that is none",
            "schedule",
            "spec.schedules[0]",
            "{schedules: ['0 4 * * 5-1']}"),
        cron("a word that is none", "schedule", "spec.schedules[0]", "{schedules: ['@dayly']}"),
        cron("no schedule", "schedule", "spec.schedules", "{schedules: []}"),
        cron("the field of version 3", "removed-field", "spec.schedule", "{schedule: '0 4 * * *'}"),
        cron("a time zone that is none", "timezone", "spec.timezone", "{timezone: Europe/Berln}"),
        cron(
            "a policy that is none",
            "concurrency-policy",
            "spec.concurrencyPolicy",
            "{concurrencyPolicy: Never}"),
        new Variant(
            "a CronWorkflow before its WorkflowTemplate",
            "cron-order",
            "spec.workflowSpec.workflowTemplateRef.name",
            shop -> shop.first("a.yaml", cron("early"))),
        cron(
            "an entrypoint of the WorkflowTemplate that is not there",
            "entrypoint",
            "spec.workflowSpec.entrypoint",
            "{workflowSpec: {workflowTemplateRef: {name: reland}, entrypoint: nightly}}"));
  }

  static Stream<Variant> workflows() {
    return Stream.of(
        put("hooks.exit beside onExit", "hooks", "spec.hooks.exit", "{template: finish}")
            .editedBy(
                shop ->
                    shop.put("spec.onExit", "finish")
                        .put("spec.hooks", "{exit: {template: finish}}")),
        put("no pod at all", "parallelism", "spec.parallelism", "0"),
        put("a clean-up that is none", "pod-gc", "spec.podGC.strategy", "OnSuccess"),
        put("logs deleted with their pods", "pod-gc", "spec.podGC.strategy", "OnPodCompletion"),
        put("memory in another namespace", "memoize", TRAIN + ".memoize", "{key: a, maxAge: 1h}"),
        put("memory without an age", "memoize", TRAIN + ".memoize.maxAge", "")
            .editedBy(shop -> shop.put(TRAIN + ".memoize", "{key: a}")),
        put("a mutex as in version 3", "removed-field", "spec.synchronization.mutex", "")
            .editedBy(shop -> shop.put("spec.synchronization", "{mutex: {name: a}}")),
        put("more tasks than allowed", "too-many", TEMPLATES + "[wide].dag.tasks", "")
            .editedBy(shop -> shop.put(TEMPLATES + "[wide]", wide())));
  }

  private static String refers(String name, String other) {
    return "{apiVersion: argoproj.io/v1alpha1, kind: WorkflowTemplate, metadata: {name: %s}, spec: {workflowTemplateRef: {name: %s}}}"
        .formatted(name, other);
  }

  private static String wide() {
    return "{name: wide, dag: {tasks: [%s]}}"
        .formatted(
            IntStream.range(0, 201)
                .mapToObj("{name: t%d, template: plan}"::formatted)
                .collect(Collectors.joining(", ")));
  }

  static Stream<Variant> containers() {
    return Stream.of(
        put("an image without a tag", "image", CONTAINER + ".image", "localhost:5000/reland"),
        put("the image latest", "image", CONTAINER + ".image", "reland:latest"),
        put("a command that is no list", "command", CONTAINER + ".command", "java"),
        removed("no command", "command", CONTAINER + ".command"),
        removed("no limit for memory", "resources", CONTAINER + ".resources.limits.memory"),
        put("no request for cpu", "resources", CONTAINER + ".resources.requests.cpu", "")
            .editedBy(shop -> shop.put(CONTAINER + ".resources", "{limits: {memory: 1Gi}}")),
        put("a mount of no volume", "volume-mount", CONTAINER + ".volumeMounts[nope]", "")
            .editedBy(
                shop ->
                    shop.put(CONTAINER + ".volumeMounts[nope]", "{name: nope, mountPath: /nope}")),
        put("a length of time that is none", "duration", TRAIN + ".suspend.duration", "")
            .editedBy(shop -> shop.remove(CONTAINER).put(TRAIN + ".suspend", "{duration: soon}")),
        put("a memory of days", "duration", TRAIN + ".memoize.maxAge", "")
            .editedBy(shop -> shop.put(TRAIN + ".memoize", "{key: a, maxAge: 1 day}")),
        removed("no deadline", "deadline", TRAIN + ".activeDeadlineSeconds"));
  }

  static Stream<Variant> security() {
    String context = CONTAINER + ".securityContext";
    return Stream.of(
        removed("may run as root", "pod-security", "spec.securityContext.runAsNonRoot")
            .at(TRAIN + ".securityContext.runAsNonRoot"),
        removed("no user", "pod-security", "spec.securityContext.runAsUser")
            .at(TRAIN + ".securityContext.runAsUser"),
        removed("no seccomp profile", "pod-security", "spec.securityContext.seccompProfile")
            .at(TRAIN + ".securityContext.seccompProfile.type"),
        put("user 0", "root-user", "spec.securityContext.runAsUser", "0"),
        put("a host path", "volume", "spec.volumes[h].hostPath", "")
            .editedBy(shop -> shop.put("spec.volumes[h]", "{name: h, hostPath: {path: /}}")),
        put("the node's network", "pod-security", "spec.hostNetwork", "true"),
        put("privileged", "container-security", context + ".privileged", "true"),
        removed("privileges", "container-security", context + ".allowPrivilegeEscalation"),
        removed("a writable root", "container-security", context + ".readOnlyRootFilesystem"),
        removed("capabilities", "container-security", context + ".capabilities.drop"),
        put("the default account", "service-account", "spec.serviceAccountName", "default"),
        removed("no account", "service-account", "spec.serviceAccountName"));
  }

  static Stream<Variant> secrets() {
    String env = CONTAINER + ".env";
    return Stream.of(
        put("a password in an env", "named-secret", env + "[DB_PASSWORD].value", "")
            .editedBy(shop -> shop.put(env, "[{name: DB_PASSWORD, value: hunter2}]")),
        put(
            "a token among the arguments",
            "named-secret",
            CONTAINER + ".args[0]",
            "--api-token=abc"),
        put("an access key", "secret", CONTAINER + ".args[0]", "AKIAIOSFODNN7EXAMPLE"),
        put("a URL with a password", "secret", CONTAINER + ".args[0]", "http://me:pw@host/"),
        put("a long key", "secret", CONTAINER + ".args[0]", "4f3c2b1a9d8e7f6a5b4c3d2e1f0a9b8c"),
        new Variant(
            "a Secret with its content",
            "secret-manifest",
            "stringData.a",
            shop ->
                shop.with(
                    "secret.yaml",
                    "{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {a: b}}")));
  }

  private static Variant cron(String trap, String rule, String path, String fields) {
    return new Variant(
        trap, rule, path, shop -> shop.with("z.yaml", cron("late")).merged("z.yaml", fields));
  }

  private static String cron(String name) {
    return """
        {apiVersion: argoproj.io/v1alpha1, kind: CronWorkflow, metadata: {name: %s},
         spec: {schedules: ["0 4 * * *"], timezone: Europe/Berlin,
                workflowSpec: {workflowTemplateRef: {name: reland}}}}
        """
        .formatted(name);
  }
}
