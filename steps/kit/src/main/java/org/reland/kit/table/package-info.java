/** Tables of records in Parquet, readable by pandas, DuckDB and Spark. */
@NullMarked
package org.reland.kit.table;

import org.jspecify.annotations.NullMarked;
