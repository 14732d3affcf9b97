/** Numerical kernels: a readable scalar form of each and a SIMD twin that gives the same bits. */
@NullMarked
package org.reland.linalg;

import org.jspecify.annotations.NullMarked;
