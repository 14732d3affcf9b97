/** Configuration records: bound by name, checked as a whole, all errors at once. */
@NullMarked
package org.reland.kit.config;

import org.jspecify.annotations.NullMarked;
