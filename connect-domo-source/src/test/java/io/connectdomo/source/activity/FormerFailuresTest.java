package io.connectdomo.source.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.source.activity.SimulatedLog.Event;
import io.connectdomo.source.activity.SimulatedLog.Habits;
import io.connectdomo.source.feed.StartPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each of these lost or doubled events in an earlier design (delivery.md 4), and must not again. */
class FormerFailuresTest {
    private static final long T = Scenario.EPOCH;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long MINUTE = 60_000;
    private static final Habits PLAIN = new Habits(1000, true, true, false);
    private static final ActivitySettings SETTINGS = new ActivitySettings(
            new StartPosition.At(Instant.ofEpochMilli(T)), 30_000, 30_000, 15 * MINUTE, 5 * MINUTE, 1000, 50_000, 500);

    private final SimulatedTime time = new SimulatedTime(T, new Random(1), 0);

    /** Settling at once with settled before the frontier. */
    @Test
    void afterAnOutageWhatShowedLateBeforeItIsFoundFirst() {
        List<Event> events = new ArrayList<>();
        events.add(event(T + MINUTE, 1, T + MINUTE));
        events.add(event(T + 2 * MINUTE, 2, T + 10 * MINUTE));
        events.add(event(T + 60 * MINUTE, 3, T + 60 * MINUTE));
        time.outage(T + 5 * MINUTE, T + 120 * MINUTE);
        ScenarioRun run = run(events, PLAIN, SETTINGS).untilSettled(T + 120 * MINUTE);
        assertThat(identities(run)).containsExactly(id(1), id(2), id(3));
    }

    /** A {@code settled} that falls. */
    @Test
    void aRaisedMaxDelayNeitherEmitsFromBeforeTheStartNorAgain() {
        List<Event> events = new ArrayList<>();
        for (int i = -30; i < 30; i++) {
            events.add(event(T + i * MINUTE, 100 + i, T + i * MINUTE));
        }
        SimulatedLog log = new SimulatedLog(events, PLAIN, time);
        ScenarioRun before = new ScenarioRun(SETTINGS, time, log, new Random(2), 0, true).untilSettled(T + 20 * MINUTE);
        List<Emission> topic = new ArrayList<>(before.topic());
        ActivityOffset stored = topic.get(topic.size() - 1).offset();
        ActivityReader raised = new ActivityReader(with(4 * 60 * MINUTE), time.workerClock(), Optional.of(stored));
        long settled = stored.settled();
        while (raised.offset().isEmpty() || raised.offset().get().settled() < T + 30 * MINUTE) {
            topic.addAll(raised.next());
            raised.request().ifPresentOrElse(r -> raised.accept(log.page(r)), () -> time.pass(raised.dueInMs()));
            long now = raised.offset().map(ActivityOffset::settled).orElse(settled);
            assertThat(now).isGreaterThanOrEqualTo(settled);
            settled = now;
        }
        assertThat(topic).extracting(Emission::eventId).doesNotHaveDuplicates().hasSize(30);
    }

    /** Probing the limit once, when there were few entries. */
    @Test
    void aTrueLimitBelowTheOneAskedForIsFoundWheneverItMatters() {
        Random random = new Random(3);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            events.add(event(T + i * MINUTE, i, T));
        }
        for (int i = 60; i < 5_000; i++) {
            events.add(event(T + 60 * MINUTE + random.nextInt(600_000), i, T));
        }
        time.pass(300 * MINUTE);
        ScenarioRun run =
                run(events, new Habits(300, false, false, false), SETTINGS).untilSettled(T + 70 * MINUTE);
        assertThat(run.topic()).hasSize(5_000);
    }

    /** Halving and discarding: a fifth of the useful rate on bursts. */
    @Test
    void aBackfillOfBurstsReadsWhatItDropsOnlyOnce() {
        Random random = new Random(4);
        List<Event> events = new ArrayList<>();
        for (int burst = 0; burst < 8; burst++) {
            long at = T + random.nextInt(86_400_000);
            for (int i = 0; i < 25_000; i++) {
                events.add(event(at + (long) (Math.abs(random.nextGaussian()) * 1_000_000), events.size(), T));
            }
        }
        time.pass(48 * 60 * MINUTE);
        SimulatedLog log = new SimulatedLog(events, PLAIN, time);
        ScenarioRun run =
                new ScenarioRun(SETTINGS, time, log, new Random(5), 0, true).untilSettled(T + 24 * 60 * MINUTE);
        assertThat(run.topic()).hasSize(events.size());
        // 200 replies hold them all; a burst that a wide window runs into costs 16 more, once.
        assertThat(log.requests()).isLessThan(events.size() / 1000 * 22 / 10);
    }

    @Test
    void aBackfillOfDaysAndNightsAsksAQuarterMoreThanItHasTo() {
        Random random = new Random(8);
        List<Event> events = new ArrayList<>();
        while (events.size() < 300_000) {
            long at = random.nextInt(3 * 86_400_000);
            if (random.nextDouble() < 0.55 + 0.45 * Math.sin(at * 2 * Math.PI / 86_400_000)) {
                events.add(event(T + at, events.size(), T));
            }
        }
        time.pass(4 * 24 * 60 * MINUTE);
        SimulatedLog log = new SimulatedLog(events, PLAIN, time);
        ScenarioRun run =
                new ScenarioRun(SETTINGS, time, log, new Random(5), 0, true).untilSettled(T + 3 * 24 * 60 * MINUTE);
        assertThat(run.topic()).hasSize(events.size());
        assertThat(log.requests()).isLessThan(events.size() / 1000 * 126 / 100);
    }

    /** A cursor at the last time. */
    @Test
    void anEntryThatShowsLateIsFoundByASweep() {
        List<Event> events = List.of(
                event(T + 10 * MINUTE, 1, T + 10 * MINUTE),
                event(T + 11 * MINUTE, 2, T + 25 * MINUTE),
                event(T + 12 * MINUTE, 3, T + 12 * MINUTE));
        ScenarioRun run = run(events, PLAIN, SETTINGS).untilSettled(T + 40 * MINUTE);
        assertThat(identities(run)).containsExactly(id(1), id(3), id(2));
    }

    /** An overlap that is remembered in memory only. */
    @Test
    void aRestartAtEveryRecordRepeatsNothing() {
        Random random = new Random(6);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            long at = T + random.nextInt(1_800_000);
            events.add(event(at, i, at + random.nextInt(900_000)));
        }
        for (int record = 1; record < events.size(); record++) {
            assertThat(restartedBehind(record, events))
                    .as("record %d", record)
                    .doesNotHaveDuplicates()
                    .hasSize(60);
        }
    }

    @Test
    void moreTwinsThanAReplyHoldsAreReadWhenTheyStandStill() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            events.add(event(T + MINUTE, i % 7, T + MINUTE));
        }
        ScenarioRun run =
                run(events, new Habits(300, true, true, false), SETTINGS).untilSettled(T + 20 * MINUTE);
        assertThat(run.topic())
                .extracting(Emission::eventId)
                .doesNotHaveDuplicates()
                .hasSize(2_500);
    }

    @Test
    void aTextThatChangesIsNoNewEventAndALateTwinIsOne() {
        List<Event> events = List.of(
                new Event(T + MINUTE, 1, 10, T + MINUTE, T + 5 * MINUTE),
                new Event(T + MINUTE, 1, 20, T + 8 * MINUTE, NEVER));
        ScenarioRun run = run(events, PLAIN, SETTINGS).untilSettled(T + 30 * MINUTE);
        assertThat(run.topic()).extracting(Emission::ordinal).containsExactly(1, 2);
    }

    @Test
    void anOffsetOverItsLimitSettlesEarlyInsteadOfGrowing() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            events.add(event(T + i * 1000L, i, T + i * 1000L));
        }
        ActivitySettings small =
                new ActivitySettings(SETTINGS.start(), 30_000, 30_000, 15 * MINUTE, 5 * MINUTE, 1000, 100, 50);
        ScenarioRun run = run(events, PLAIN, small).untilSettled(T + 20 * MINUTE);
        assertThat(run.topic())
                .extracting(Emission::eventId)
                .doesNotHaveDuplicates()
                .hasSize(600);
        assertThat(run.topic())
                .allSatisfy(e -> assertThat(e.offset().emitted().size()).isLessThanOrEqualTo(100));
    }

    /** Settling beyond the millisecond whose entries are still being emitted. */
    @Test
    void anOffsetOverItsLimitLosesNothingOfTheMillisecondThatItIsFullOf() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            events.add(event(T + MINUTE, i, T + MINUTE));
        }
        ActivitySettings small =
                new ActivitySettings(SETTINGS.start(), 30_000, 30_000, 15 * MINUTE, 5 * MINUTE, 1000, 100, 50);
        assertThat(run(events, PLAIN, small).untilSettled(T + 20 * MINUTE).topic())
                .extracting(Emission::eventId)
                .doesNotHaveDuplicates()
                .hasSize(300);
    }

    /** A backfill settles what it reads at once: what it believes to be empty is never read again. */
    @Test
    void aBackfillAsksAgainWhereAReplyIsEmpty() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            events.add(event(T + i * MINUTE, i, T));
        }
        time.pass(24 * 60 * MINUTE);
        for (int empty = 1; empty <= 40; empty++) {
            int which = empty;
            SimulatedLog log = new SimulatedLog(events, PLAIN, time);
            ActivityLog once = request -> {
                Page page = log.page(request);
                return log.requests() == which ? new Page(List.of(), 0, page.serverTime()) : page;
            };
            ScenarioRun run = new ScenarioRun(SETTINGS, time, once, new Random(7), 0, true);
            assertThat(run.untilSettled(T + 600 * MINUTE).topic())
                    .as("reply %d is empty", empty)
                    .hasSize(500);
        }
    }

    /** Two nodes, one twenty minutes ahead: more than the longest delay. */
    @Test
    void aNodeThatIsAheadLosesNothing() {
        Random random = new Random(9);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            long at = T + random.nextInt(7_200_000);
            events.add(event(at, i, at + random.nextInt(600_000)));
        }
        Habits fast = PLAIN.with(new SimulatedLog.Nodes(List.of(20 * MINUTE, 0L)));
        assertThat(run(events, fast, SETTINGS).untilSettled(T + 150 * MINUTE).topic())
                .extracting(Emission::eventId)
                .doesNotHaveDuplicates()
                .hasSize(2_000);
    }

    /** The first reply is the fast node's, and the worker is no witness. */
    @Test
    void startAtNowIsNotTheNowOfAFastNode() {
        for (long workerIsAhead : new long[] {0, -30 * MINUTE, 30 * MINUTE, 1000 * 24 * 60 * MINUTE}) {
            SimulatedTime started = new SimulatedTime(T, new Random(1), workerIsAhead);
            List<Event> events = new ArrayList<>();
            for (int i = 1; i < 60; i++) {
                events.add(event(T + i * MINUTE, i, T + i * MINUTE));
            }
            SimulatedLog log = new SimulatedLog(
                    events, PLAIN.with(new SimulatedLog.Nodes(List.of(20 * MINUTE, 20 * MINUTE, 0L))), started);
            ActivitySettings now = new ActivitySettings(
                    new StartPosition.Now(), 30_000, 30_000, 15 * MINUTE, 5 * MINUTE, 1000, 50_000, 500);
            ScenarioRun run = new ScenarioRun(now, started, log, new Random(7), 0, true);
            assertThat(run.untilSettled(T + 90 * MINUTE).topic())
                    .as("worker %d ms ahead", workerIsAhead)
                    .hasSize(59);
        }
    }

    /** A day behind: it is left out, and the log is read as late as ever. */
    @Test
    void aNodeThatIsADayBehindDoesNotStopTheLog() {
        List<Event> events = new ArrayList<>();
        for (int i = 1; i < 60; i++) {
            events.add(event(T + i * MINUTE, i, T + i * MINUTE));
        }
        Habits slow = PLAIN.with(new SimulatedLog.Nodes(List.of(0L, 0L, -24 * 60 * MINUTE)));
        ScenarioRun run = run(events, slow, SETTINGS).untilSettled(T + 60 * MINUTE);
        assertThat(run.topic()).hasSize(59);
        assertThat(time.server()).isLessThan(T + 120 * MINUTE);
    }

    /** Entries of which only a few fit into what is read of a reply. */
    @Test
    void repliesThatAreTooLargeAreAskedForInSmallerPieces() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            events.add(event(T + i / 30, i, T));
        }
        ScenarioRun run = run(events, PLAIN.fits(60), SETTINGS).untilSettled(T + 20 * MINUTE);
        assertThat(run.topic())
                .extracting(Emission::eventId)
                .doesNotHaveDuplicates()
                .hasSize(1_000);
    }

    /** More entries that can't be read than a reply holds, among others: they count where a reply may have been cut. */
    @Test
    void entriesThatCantBeReadHideNoOthers() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            events.add(new Event(T + i * 10L, i, 0, T, NEVER, i % 20 != 0));
        }
        ScenarioRun run =
                run(events, new Habits(300, true, true, false), SETTINGS).untilSettled(T + 20 * MINUTE);
        assertThat(run.topic())
                .extracting(Emission::eventId)
                .doesNotHaveDuplicates()
                .hasSize(100);
    }

    private List<String> restartedBehind(int record, List<Event> events) {
        SimulatedTime clock = new SimulatedTime(T, new Random(record), 0);
        SimulatedLog log = new SimulatedLog(events, PLAIN, clock);
        ActivityReader reader = new ActivityReader(SETTINGS, clock.workerClock(), Optional.empty());
        List<Emission> topic = new ArrayList<>();
        boolean restarted = false;
        while (clock.server() < T + 90 * MINUTE) {
            topic.addAll(reader.next());
            if (!restarted && topic.size() >= record) {
                restarted = true;
                topic = new ArrayList<>(topic.subList(0, record));
                reader = new ActivityReader(
                        SETTINGS,
                        clock.workerClock(),
                        Optional.of(topic.get(record - 1).offset()));
            }
            ActivityReader current = reader;
            current.request().ifPresentOrElse(r -> current.accept(log.page(r)), () -> clock.pass(current.dueInMs()));
        }
        return topic.stream().map(Emission::eventId).toList();
    }

    private ScenarioRun run(List<Event> events, Habits habits, ActivitySettings settings) {
        return new ScenarioRun(settings, time, new SimulatedLog(events, habits, time), new Random(7), 0, true);
    }

    private static ActivitySettings with(long maxDelay) {
        return new ActivitySettings(SETTINGS.start(), 30_000, 30_000, maxDelay, 5 * MINUTE, 1000, 50_000, 500);
    }

    private static Event event(long at, int identity, long visibleAt) {
        return new Event(at, identity, 0, visibleAt, NEVER);
    }

    private static long id(int identity) {
        return event(T, identity, T).row(T).idLow();
    }

    private static List<Long> identities(ScenarioRun run) {
        return run.topic().stream().map(e -> e.row().idLow()).toList();
    }
}
