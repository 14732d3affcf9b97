package org.reland.cli.argo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a log has been read, so that a new connection repeats nothing. A server can be asked for
 * whole seconds only, and several lines may bear one time: those seen before are counted off.
 */
final class LogPosition {
  private @Nullable Instant last;
  private int atLast;
  private int again;
  private boolean catchingUp;

  /** What comes next begins at {@link #since}. */
  void reconnected() {
    catchingUp = last != null;
    again = 0;
  }

  /** The second from which a new connection has to ask; empty for all. */
  Optional<Instant> since() {
    return Optional.ofNullable(last).map(time -> time.truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * Whether the next line, of this time, has not been {@link #taken}. A clock may have been set
   * back.
   */
  boolean isNew(Instant time) {
    if (catchingUp && last != null) {
      if (time.isBefore(last) || (time.equals(last) && ++again <= atLast)) {
        return false;
      }
      catchingUp = false;
    }
    return true;
  }

  /** The line has arrived where it is wanted: only now is it not asked for again. */
  void taken(Instant time) {
    atLast = time.equals(last) ? atLast + 1 : 1;
    last = time;
  }
}
