@NullMarked
package org.reland.cli.cron;

import org.jspecify.annotations.NullMarked;
