/** Run configurations: a YAML file, the command line on top, all mistakes at once. */
@NullMarked
package org.reland.workflows.configuration;

import org.jspecify.annotations.NullMarked;
