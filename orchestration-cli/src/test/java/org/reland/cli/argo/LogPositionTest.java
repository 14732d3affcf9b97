package org.reland.cli.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A log that is read over connections that break off. */
final class LogPositionTest {
  @Test
  void everyLineComesOnceInOrderHoweverOftenTheConnectionDrops() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      List<Instant> log = new ArrayList<>();
      Instant time = Instant.parse("2026-11-23T12:00:00.900Z");
      for (int i = 0; i < 40; i++) {
        time = time.plusMillis(random.nextInt(3) * (long) random.nextInt(500)); // many at one time
        log.add(time);
      }
      LogPosition position = new LogPosition();
      List<Integer> seen = new ArrayList<>();
      while (seen.size() < log.size()) {
        position.reconnected();
        Instant since = position.since().orElse(Instant.MIN);
        int cut = 1 + random.nextInt(60);
        for (int i = 0; i < log.size() && cut > 0; i++) {
          if (!log.get(i).isBefore(since)) {
            cut--;
            if (position.isNew(log.get(i))) {
              seen.add(i);
              position.taken(log.get(i));
            }
          }
        }
      }
      for (int i = 0; i < log.size(); i++) {
        assertEquals(i, seen.get(i));
      }
    }
  }

  @Test
  void aClockThatIsSetBackLosesNoLine() {
    LogPosition position = new LogPosition();
    position.reconnected();
    for (String time : List.of("2026-11-23T12:00:05Z", "2026-11-23T12:00:01Z")) {
      assertTrue(position.isNew(Instant.parse(time)));
      position.taken(Instant.parse(time));
    }
    position.reconnected();
    assertFalse(position.isNew(Instant.parse("2026-11-23T12:00:01Z")));
  }

  @Test
  void aLineThatDidNotArriveWhereItIsWantedComesAgain() {
    LogPosition position = new LogPosition();
    Instant time = Instant.parse("2026-11-23T12:00:05Z");
    assertTrue(position.isNew(time));
    position.taken(time);
    assertTrue(position.isNew(time)); // a second line of that time, which is lost on the way
    position.reconnected();
    assertFalse(position.isNew(time));
    assertTrue(position.isNew(time));
  }

  @Test
  void aLineThatBreaksOffIsNotTakenForAWholeOne() throws IOException {
    LineReader reader =
        new LineReader(
            new ByteArrayInputStream("one\ntwo ä\n\nthr".getBytes(StandardCharsets.UTF_8)));
    assertEquals(Optional.of("one"), reader.next());
    assertEquals(Optional.of("two ä"), reader.next());
    assertEquals(Optional.of(""), reader.next());
    assertEquals(Optional.empty(), reader.next());
    assertEquals("thr", reader.rest());
  }

  @Test
  void aLineWithoutATimeIsTheKubeletsOwnMessage() {
    assertEquals(Optional.empty(), TimedLine.parse("unable to retrieve container logs for x"));
    assertEquals(
        Optional.of(new TimedLine(Instant.parse("2026-11-23T12:00:00.5Z"), "a b")),
        TimedLine.parse("2026-11-23T12:00:00.500000000Z a b"));
    assertEquals("", TimedLine.parse("2026-11-23T12:00:00.500000000Z").orElseThrow().text());
  }
}
