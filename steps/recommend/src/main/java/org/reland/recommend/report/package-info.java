/** The report step: results for scripts and a page for people. */
@NullMarked
package org.reland.recommend.report;

import org.jspecify.annotations.NullMarked;
