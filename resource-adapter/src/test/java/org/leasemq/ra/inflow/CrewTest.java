package org.leasemq.ra.inflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrewTest {

  private final List<Crew.Call> calls = new ArrayList<>();
  private final Crew crew = new Crew(2, calls::add);

  private void firstWorkerWaits() {
    assertTrue(crew.first().enters());
    crew.waits();
  }

  @Test
  void whoGetsAMessageCallsTheNextUpToTheLimit() {
    firstWorkerWaits();
    assertTrue(crew.wakes(true));
    assertEquals(1, calls.size());

    assertTrue(calls.get(0).enters());
    crew.waits();
    assertTrue(crew.wakes(true));
    assertEquals(1, calls.size(), "two of two work already");
  }

  @Test
  void nobodyIsCalledWhileSomebodyWaitsOrIsOnTheWay() {
    firstWorkerWaits();
    assertTrue(crew.wakes(true));
    crew.waits();
    assertTrue(crew.wakes(true));
    assertEquals(1, calls.size(), "one is on the way");

    assertTrue(calls.get(0).enters());
    crew.waits();
    crew.waits();
    assertTrue(crew.wakes(true));
    assertEquals(1, calls.size(), "one waits");
  }

  @Test
  void onlyTheLastThatWaitsInVainStays() {
    firstWorkerWaits();
    assertTrue(crew.wakes(true));
    assertTrue(calls.get(0).enters());
    crew.waits();
    crew.waits();
    assertFalse(crew.wakes(false));
    assertTrue(crew.wakes(false));
  }

  @Test
  void aCallThatIsTurnedAwayTwiceCountsOnceAndIsRepeatedLater() {
    firstWorkerWaits();
    assertTrue(crew.wakes(true));
    calls.get(0).isTurnedAway();
    calls.get(0).isTurnedAway();
    crew.waits();
    assertTrue(crew.wakes(true));
    assertEquals(2, calls.size());
    calls.get(0).isTurnedAway();
    assertTrue(calls.get(1).enters());
  }

  @Test
  void aStoppedCrewLetsNobodyInAndEndsWithItsLastWorker() {
    firstWorkerWaits();
    assertTrue(crew.wakes(true));
    crew.stop();
    assertFalse(crew.isOpen());
    assertFalse(calls.get(0).enters());
    assertEquals(1, crew.awaitEnd(Duration.ofMillis(1)));
    assertTrue(crew.leaves());
    assertEquals(0, crew.awaitEnd(Duration.ofMinutes(1)));
  }

  @Test
  void aStopEndsAPause() {
    crew.stop();
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> crew.pause(Duration.ofHours(1)), "the pause goes on");
  }
}
