package org.reland.recommend.backbone;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration keys that a backbone reads. Its file declares them, so that a key is looked up,
 * and changes a cached result, for those alone that go by it.
 */
public final class SettingKeys {
  /** What backbones have under keys of their own. */
  public enum Role {
    LAYERS,
    BATCH_SIZE,
    LEARNING_RATE,
    REGULARIZATION,
    DROPOUT,
    NEIGHBOURS,
    SHRINKAGE,
    VALIDATION_USERS
  }

  private final Map<Role, String> byRole = new EnumMap<>(Role.class);
  private final Set<String> all;

  private SettingKeys(Map<Role, String> byRole, Set<String> others) {
    this.byRole.putAll(byRole);
    all = new HashSet<>(others);
    all.addAll(byRole.values());
  }

  /** Of one that is trained in epochs. */
  static SettingKeys trained(Map<Role, String> byRole) {
    return new SettingKeys(
        byRole, Set.of("dimensions", "epochs", "patience", "validate_every", "fixed_epochs"));
  }

  /** Of one that is trained on sequences, and reads these keys too. */
  static SettingKeys sequential(Map<Role, String> byRole, Set<String> others) {
    SettingKeys keys = trained(byRole);
    keys.all.addAll(others);
    keys.all.addAll(Set.of("max_length", "repeat_bias"));
    Map.of(
            Role.BATCH_SIZE, "sequence_batch_size",
            Role.LEARNING_RATE, "sequence_learning_rate",
            Role.DROPOUT, "dropout")
        .forEach(
            (role, key) -> {
              keys.byRole.put(role, key);
              keys.all.add(key);
            });
    return keys;
  }

  /** Of one that has nothing to train. */
  static SettingKeys closedForm(Map<Role, String> byRole) {
    return new SettingKeys(byRole, Set.of());
  }

  /** The key of a role; null where it has no such thing. */
  public @Nullable String key(Role role) {
    return byRole.get(role);
  }

  /** All of them. */
  public Set<String> all() {
    return Set.copyOf(all);
  }
}
