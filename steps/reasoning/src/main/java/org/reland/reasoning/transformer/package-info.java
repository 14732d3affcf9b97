/**
 * BERT-shaped sentence encoders from a folder as the hubs lay it out: {@link
 * org.reland.reasoning.transformer.SentenceEncoder} reads {@code config.json}, {@code
 * model.safetensors} and the tokenizer and turns texts into vectors, on the kernels of {@code
 * linalg}.
 */
@NullMarked
package org.reland.reasoning.transformer;

import org.jspecify.annotations.NullMarked;
