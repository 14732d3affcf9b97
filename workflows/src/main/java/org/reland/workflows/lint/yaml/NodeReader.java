package org.reland.workflows.lint.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Gives the nodes of a parsed document their paths, and their values the types of YAML 1.1. */
final class NodeReader {
  /** Of one document; more come only of aliases that multiply each other. */
  private static final int MOST_NODES = 500_000;

  private final Path file;
  private int nodes;

  /** Those that contain the one that is being read: an alias to one of them has no end. */
  private final Set<Node> open = new HashSet<>();

  NodeReader(Path file) {
    this.file = file;
  }

  YamlNode read(Node document) {
    return read(document, "");
  }

  private YamlNode read(Node node, String path) {
    if (++nodes > MOST_NODES) {
      throw new YamlEngineException("more than %d values in one document".formatted(MOST_NODES));
    }
    if (!open.add(node)) {
      throw new YamlEngineException("an alias stands for something that it is itself a part of");
    }
    YamlNode read =
        switch (node) {
          case ScalarNode scalar -> scalar(scalar, path);
          case SequenceNode sequence -> items(sequence, path);
          case MappingNode mapping -> fields(mapping, path);
          default -> throw new YamlEngineException("not understood: " + node.getTag());
        };
    open.remove(node);
    return read;
  }

  private YamlNode.Scalar scalar(ScalarNode node, String path) {
    boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
    boolean tagged = node.getTag().getValue().startsWith("!");
    ScalarKind kind = plain && !tagged ? ScalarKind.ofPlain(node.getValue()) : ScalarKind.STRING;
    return new YamlNode.Scalar(place(node), path, node.getValue(), kind, plain);
  }

  private YamlNode items(SequenceNode node, String path) {
    List<YamlNode> all = new ArrayList<>();
    for (Node item : node.getValue()) {
      all.add(read(item, "%s[%s]".formatted(path, label(item, all.size()))));
    }
    return new YamlNode.Items(place(node), path, List.copyOf(all));
  }

  /** Kubernetes' lists are mostly of things with names, which say more than numbers. */
  private static String label(Node item, int index) {
    if (item instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key
            && key.getValue().equals("name")
            && tuple.getValueNode() instanceof ScalarNode name
            && !name.getValue().isBlank()) {
          return name.getValue();
        }
      }
    }
    return Integer.toString(index);
  }

  private YamlNode fields(MappingNode node, String path) {
    Map<String, YamlNode> all = new LinkedHashMap<>();
    List<YamlNode.Scalar> keys = new ArrayList<>();
    List<YamlNode> merged = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new YamlEngineException("a key that is no text, at " + place(tuple.getKeyNode()));
      }
      if (key.getValue().equals("<<") && key.getScalarStyle() == ScalarStyle.PLAIN) {
        merged.add(read(tuple.getValueNode(), path));
        continue;
      }
      String childPath = YamlNode.child(path, key.getValue());
      keys.add(scalar(key, childPath));
      all.put(key.getValue(), read(tuple.getValueNode(), childPath));
    }
    for (YamlNode other : merged) {
      other.fields().forEach(all::putIfAbsent);
      other.items().forEach(item -> item.fields().forEach(all::putIfAbsent));
    }
    return new YamlNode.Fields(place(node), path, all, List.copyOf(keys));
  }

  private Place place(Node node) {
    return node.getStartMark()
        .map(mark -> new Place(file, mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(new Place(file, 1, 1));
  }
}
