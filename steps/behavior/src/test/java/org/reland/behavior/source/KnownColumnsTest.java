package org.reland.behavior.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.behavior.source.SourceFormat.Content;
import org.reland.behavior.source.SourceFormat.Kind;

/** Columns by the names that shops give them. */
final class KnownColumnsTest {
  @TempDir private Path folder;

  private Map<KnownColumns, String> found(String header) throws IOException {
    Path file = Files.writeString(folder.resolve("log.csv"), header + "\n1;2;2026-01-01\n");
    var format = new SourceFormat(Kind.TABLE, "", "", List.of());
    return Preview.of(format, file, Content.INTERACTIONS, Map.of()).found();
  }

  @ParameterizedTest
  @CsvSource({
    "CustomerID,StockCode,InvoiceDate",
    "customer,article,ordered at",
    "User Id,Product.No,Order-Date",
    "client id,SKU,Purchase Time",
    "reviewerID,asin,unixReviewTime"
  })
  void whatIsMeantIsFound(String user, String item, String time) throws IOException {
    assertEquals(
        Map.of(KnownColumns.USER, user, KnownColumns.ITEM, item, KnownColumns.TIME, time),
        found(String.join(";", user, item, time)));
  }

  @Test
  void theNameThatComesFirstInTheListCounts() throws IOException {
    assertEquals("item_id", found("user;item;item_id").get(KnownColumns.ITEM));
    assertEquals("article_no", found("user;article;article_no").get(KnownColumns.ITEM));
    assertEquals("StockCode", found("user;product;StockCode").get(KnownColumns.ITEM));
    assertFalse(found("user;thing;when").containsKey(KnownColumns.ITEM));
  }
}
