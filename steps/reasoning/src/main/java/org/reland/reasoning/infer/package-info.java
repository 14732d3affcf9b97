/**
 * Asks a text generator for the rationale of every seed user.
 *
 * <p>To add a generator, write a class that implements {@link
 * org.reland.reasoning.infer.TextGenerator} with a static method {@code open(InferConfig,
 * StepContext)}, and add its line to {@link org.reland.reasoning.infer.Generators}. It is then
 * known as {@code infer.generator: <its name>}; answers are kept as they arrive, asked for side by
 * side, parsed and accounted for without further ado.
 */
@NullMarked
package org.reland.reasoning.infer;

import org.jspecify.annotations.NullMarked;
