package org.reland.kit.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one key of a configuration record: the component {@code learningRate} is the key {@code
 * learning_rate}. Types: int, long, double, boolean, String, {@code List<String>}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** What it does, in one sentence, with its unit. */
  String value();

  /** The default, as it would be written; lists with commas. */
  String fallback();

  double min() default Double.NEGATIVE_INFINITY;

  double max() default Double.POSITIVE_INFINITY;

  /** The allowed values; empty: any. */
  String[] oneOf() default {};

  /**
   * For what the pipeline sets for each node of its own: the key that a user sets instead, as in
   * {@code experiment.variants}. Empty: the user sets this one.
   */
  String setBy() default "";

  /** False for what cannot change a result (threads, addresses): it stays outside the key. */
  boolean keyed() default true;

  /**
   * True for the path of a file (or empty), or a list of them: the content enters the key in place
   * of the name.
   */
  boolean file() default false;

  /**
   * True for the path of a folder (or empty). It stays outside the key: the step's {@code identity}
   * says what is in it.
   */
  boolean folder() default false;
}
