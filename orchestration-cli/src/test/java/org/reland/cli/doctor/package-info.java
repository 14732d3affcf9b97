@NullMarked
package org.reland.cli.doctor;

import org.jspecify.annotations.NullMarked;
