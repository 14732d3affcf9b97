/** Tests of run configurations. */
@NullMarked
package org.reland.workflows.configuration;

import org.jspecify.annotations.NullMarked;
