/**
 * Builds the container images: what lies in which image, the Java runtime that they share, their
 * class-data archives, and the layers. Started by {@code containers/build}.
 */
@NullMarked
package org.reland.containers;

import org.jspecify.annotations.NullMarked;
