/** Tests of the sentence encoders, on models that they make up. */
@NullMarked
package org.reland.reasoning.transformer;

import org.jspecify.annotations.NullMarked;
