@NullMarked
package org.reland.recommend.model;

import org.jspecify.annotations.NullMarked;
