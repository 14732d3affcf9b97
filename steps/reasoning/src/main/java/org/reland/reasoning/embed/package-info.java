/**
 * Texts as vectors: items and rationales in one space, so that their cosine means something. {@link
 * org.reland.reasoning.embed.TextEncoder} is the contract, {@link
 * org.reland.reasoning.embed.Encoders} the list of those there are; another one is a class and a
 * line in that list.
 */
@NullMarked
package org.reland.reasoning.embed;

import org.jspecify.annotations.NullMarked;
