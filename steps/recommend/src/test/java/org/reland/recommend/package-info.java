@NullMarked
package org.reland.recommend;

import org.jspecify.annotations.NullMarked;
