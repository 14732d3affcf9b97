/** Text files that a user gives: read strictly, with the line in every error. */
@NullMarked
package org.reland.kit.text;

import org.jspecify.annotations.NullMarked;
