package org.reland.kit.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Artifact;
import org.reland.kit.artifact.Table;

/**
 * What a step declares of itself. The runner, the renderer, the planner and the picture in the
 * report all read this.
 *
 * @param name the step's name and that of its configuration section
 * @param version code version; raised when the same inputs give other bytes
 * @param config the configuration record
 * @param seeded whether the step draws random numbers, so that the seed enters its key
 * @param shardedBy the input of which one part is one shard; the step then runs once a part and
 *     writes one part of each output
 */
public record StepSpec<C extends Record>(
    String name,
    int version,
    Class<C> config,
    List<Input> inputs,
    List<Output> outputs,
    boolean seeded,
    Optional<Table<?>> shardedBy,
    Resources resources,
    Image image) {

  /**
   * An input.
   *
   * @param optional whether a node may leave it unconnected
   * @param many whether it collects the artifact from several nodes
   * @param dispensable whether the step goes on without it where the node that writes it has failed
   */
  public record Input(Artifact artifact, boolean optional, boolean many, boolean dispensable) {}

  /**
   * An output.
   *
   * @param provenance true where it differs from run to run and so enters nobody's key
   */
  public record Output(Artifact artifact, boolean provenance) {}

  /**
   * Whether the step writes nothing but provenance, as the report does: then it is made of
   * provenance too, and has to be made anew when that has changed.
   */
  public boolean isAccount() {
    return outputs.stream().allMatch(Output::provenance);
  }

  /** Starts a specification. */
  public static <C extends Record> Builder<C> of(String name, int version, Class<C> config) {
    return new Builder<>(name, version, config);
  }

  /** Collects a specification, one declaration a line. */
  public static final class Builder<C extends Record> {
    private final String name;
    private final int version;
    private final Class<C> config;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private boolean seeded;
    private @Nullable Table<?> shardedBy;
    private Resources resources = new Resources(256, false);
    private Image image = Image.BEHAVIOR;

    private Builder(String name, int version, Class<C> config) {
      this.name = name;
      this.version = version;
      this.config = config;
    }

    public Builder<C> reads(Artifact... artifacts) {
      for (Artifact artifact : artifacts) {
        inputs.add(new Input(artifact, false, false, false));
      }
      return this;
    }

    public Builder<C> mayRead(Artifact... artifacts) {
      for (Artifact artifact : artifacts) {
        inputs.add(new Input(artifact, true, false, false));
      }
      return this;
    }

    /** Tells of it where it is there, and is made all the same where it is not. */
    public Builder<C> readsIfThere(Artifact... artifacts) {
      for (Artifact artifact : artifacts) {
        inputs.add(new Input(artifact, true, false, true));
      }
      return this;
    }

    public Builder<C> collects(Artifact... artifacts) {
      for (Artifact artifact : artifacts) {
        inputs.add(new Input(artifact, true, true, false));
      }
      return this;
    }

    /** As {@link #collects}, and is made all the same where none is there. */
    public Builder<C> collectsIfThere(Artifact... artifacts) {
      for (Artifact artifact : artifacts) {
        inputs.add(new Input(artifact, true, true, true));
      }
      return this;
    }

    public Builder<C> writes(Artifact... artifacts) {
      for (Artifact artifact : artifacts) {
        outputs.add(new Output(artifact, false));
      }
      return this;
    }

    public Builder<C> writesProvenance(Artifact... artifacts) {
      for (Artifact artifact : artifacts) {
        outputs.add(new Output(artifact, true));
      }
      return this;
    }

    public Builder<C> seeded() {
      seeded = true;
      return this;
    }

    public Builder<C> shardedBy(Table<?> input) {
      shardedBy = input;
      return this;
    }

    public Builder<C> needs(int memoryMiB, boolean parallel) {
      resources = new Resources(memoryMiB, parallel);
      return this;
    }

    public Builder<C> image(Image image) {
      this.image = image;
      return this;
    }

    public StepSpec<C> build() {
      return new StepSpec<>(
          name,
          version,
          config,
          List.copyOf(inputs),
          List.copyOf(outputs),
          seeded,
          Optional.ofNullable(shardedBy),
          resources,
          image);
    }
  }
}
