/**
 * Asks a text generator for the rationale of every seed user.
 *
 * <p>To add a generator, write a class that implements {@link
 * org.reland.reasoning.infer.TextGenerator}, which says in what form to reply, with a static method
 * {@code open(InferConfig, StepContext)}, and add its line to {@link
 * org.reland.reasoning.infer.Generators}. It is then known as {@code infer.generator: <its name>},
 * to the configuration's checks and help as well; answers are kept as they arrive, asked for side
 * by side, parsed and accounted for without further ado. Settings of its own, where it has any, go
 * into {@link org.reland.reasoning.infer.InferConfig}.
 */
@NullMarked
package org.reland.reasoning.infer;

import org.jspecify.annotations.NullMarked;
