package org.reland.kit.step;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.config.Setting;
import org.reland.kit.store.Digest;
import org.reland.kit.store.Json;
import org.reland.kit.store.Manifest;

/**
 * The identity of a node's result: a hash of the step, its code version, the configuration that can
 * change its bytes, what else the step says that its result hangs on, the seed where it draws
 * random numbers, and the content of its inputs.
 *
 * @param hash with the node's salt, where it has one
 * @param plainHash without it
 * @param config what of the configuration went in
 * @param inputs content digests
 */
record NodeKey(
    String hash, String plainHash, Map<String, Object> config, Map<String, String> inputs) {
  private static final int LENGTH = 32;

  static NodeKey of(
      Step<?> step,
      Record config,
      RunPlan plan,
      Node node,
      Map<String, List<PreparedNode.Source>> sources)
      throws IOException {
    StepSpec<?> spec = step.spec();
    Map<String, Object> keyed = keyed(config);
    keyed.keySet().removeAll(unused(step, config));
    Map<String, String> inputs = new TreeMap<>();
    sources.forEach(
        (artifact, from) -> {
          for (PreparedNode.Source source : from) {
            Map<String, Manifest.Output> outputs = source.manifest().outputs();
            if (!outputs.get(artifact).provenance() || spec.isAccount()) {
              inputs.put(
                  from.size() == 1 ? artifact : artifact + "@" + source.node(),
                  outputs.get(artifact).digest());
            }
          }
        });
    Map<String, Object> identity = new TreeMap<>();
    identity.put("step", spec.name());
    identity.put("version", spec.version());
    identity.put("config", keyed);
    identity.put("seed", spec.seeded() ? Long.toString(plan.seed()) : "");
    identity.put("salt", "");
    identity.put("inputs", inputs);
    String more = more(step, config);
    if (!more.isEmpty()) {
      identity.put("identity", more);
    }
    String plain = hash(identity);
    identity.put("salt", node.salt());
    return new NodeKey(hash(identity), plain, keyed, inputs);
  }

  private static String hash(Map<String, Object> identity) {
    return Digest.of(Json.bytes(identity)).substring(0, LENGTH);
  }

  /** The same content under the key of an earlier, salted run. */
  NodeKey under(String salted) {
    return new NodeKey(salted, plainHash, config, inputs);
  }

  private static <C extends Record> String more(Step<C> step, Record config) throws IOException {
    return step.identity(step.spec().config().cast(config));
  }

  private static <C extends Record> Set<String> unused(Step<C> step, Record config) {
    Set<String> unused = step.unused(step.spec().config().cast(config));
    Set<String> known = ConfigBinder.settings(config.getClass()).keySet();
    if (!known.containsAll(unused)) {
      throw new IllegalStateException(
          "step %s calls %s unused; its keys are %s".formatted(step.spec().name(), unused, known));
    }
    return unused;
  }

  /** What of the configuration can change a result; files by content. */
  private static Map<String, Object> keyed(Record config) throws IOException {
    Map<String, Object> keyed = new TreeMap<>();
    Map<String, Setting> settings = ConfigBinder.settings(config.getClass());
    for (Map.Entry<String, Object> value : ConfigBinder.values(config).entrySet()) {
      Setting setting = settings.get(value.getKey());
      if (setting.file() && value.getValue() instanceof List<?> files) {
        List<String> digests = new ArrayList<>();
        for (Object file : files) {
          digests.add("sha256:" + Digest.of(Path.of(file.toString())));
        }
        keyed.put(value.getKey(), digests);
      } else if (setting.file() && !value.getValue().toString().isEmpty()) {
        keyed.put(value.getKey(), "sha256:" + Digest.of(Path.of(value.getValue().toString())));
      } else if (setting.keyed() && !setting.folder()) {
        keyed.put(value.getKey(), value.getValue());
      }
    }
    return keyed;
  }
}
