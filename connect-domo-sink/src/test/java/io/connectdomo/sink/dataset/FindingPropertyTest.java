package io.connectdomo.sink.dataset;

import io.connectdomo.sink.simulation.SimulatedCases;
import io.connectdomo.sink.simulation.SimulatedNetwork;
import io.connectdomo.sink.simulation.SimulatedTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever becomes of requests and tasks: those that need one DataSet end with one, nothing of other people's is altered without
 * consent, what is created beside it is known and little, and Domo is not asked too often (delivery.md 2.9). In simulated time.
 */
class FindingPropertyTest {
    private static final int CASES = 300;
    private static final long LONGEST_MS = 30 * 60_000;
    private static final long MINUTE_MS = 60_000;

    @Test
    void tasksEndWithOneDataSetAndLeaveThoseOfOthersAlone() {
        SimulatedCases.check("One name, one DataSet", CASES, seed -> new Run(seed).wrong());
    }

    private static final class Run {
        private final SplittableRandom random;
        private final FindingPlan plan;
        private final SimulatedTime time;
        private final SimulatedNetwork network;
        private final NamedDataSetsInMemory domo;
        private final List<FindingTask> lives = new ArrayList<>();
        private final List<FindingTask> now = new ArrayList<>();
        private int killsLeft;

        Run(long seed) {
            random = new SplittableRandom(seed);
            plan = FindingPlan.of(random);
            killsLeft = plan.kills() ? 1 + random.nextInt(3) : 0;
            time = new SimulatedTime(random.split());
            network = new SimulatedNetwork(
                    time, random.split(), plan.troubles(), FindingPlan.CALM_FROM_MS, plan.slowestMs());
            domo = new NamedDataSetsInMemory(time, random.split(), network, plan);
        }

        Optional<String> wrong() {
            try (SimulatedTime running = time) {
                network.note(plan.toString());
                for (int i = 0; i < plan.strangers(); i++) {
                    NamedDataSetsInMemory.DataSet made = domo.add(plan.stranger(random, running.epochMs()));
                    network.note("there is " + made + " of others: rows " + made.foreignRows + ", key " + made.key()
                            + ", tags " + made.tags + (made.readOnly ? ", read-only" : ""));
                }
                for (int task = 0; task < plan.tasks(); task++) {
                    begin(task, 1, random.nextLong(3_000));
                }
                untilOver();
                if (plan.kills()) {
                    laterLife();
                }
                judge();
            } catch (RuntimeException | Error bug) {
                network.wrong(bug.toString());
            }
            return Optional.ofNullable(network.whatIsWrong());
        }

        private void begin(int task, int life, long delayMs) {
            FindingTask made = new FindingTask(task, life, plan, time, random.split(), network, domo);
            lives.add(made);
            if (life == 1) {
                now.add(made);
            } else {
                now.set(task, made);
            }
            long firstRecordMs = random.nextInt(4) == 0 ? random.nextLong(40_000) : random.nextLong(500);
            time.start(delayMs, () -> {
                try {
                    made.live(firstRecordMs);
                } catch (RuntimeException bug) {
                    network.wrong(made + ": " + bug);
                }
            });
        }

        private void untilOver() {
            while (!now.stream().allMatch(FindingTask::isOver)) {
                time.sleep(1 + random.nextInt(1_000));
                if (killsLeft > 0 && random.nextInt(8) == 0) {
                    killsLeft--;
                    kill(random.nextInt(plan.tasks()));
                }
                if (time.nowMs() > LONGEST_MS) {
                    now.stream()
                            .filter(each -> !each.isOver())
                            .forEach(each -> network.wrong(each + " does not end; due " + each.nextDueMs()));
                    return;
                }
            }
        }

        private void kill(int task) {
            FindingTask dies = now.get(task);
            if (dies.isOver() && dies.refusal() != null) {
                return;
            }
            dies.die();
            domo.left(dies);
            begin(task, dies.life() + 1, random.nextLong(5_000));
        }

        /** Long after, beside a DataSet that somebody else has made meanwhile. */
        private void laterLife() {
            time.sleep(MINUTE_MS + plan.searchLateMs() * 2);
            NamedDataSetsInMemory.DataSet made = plan.stranger(random, time.epochMs() + 200_000);
            made.tags.clear();
            made.earlierLife = false;
            made.shownMs = time.nowMs();
            boolean stays = now.stream()
                    .filter(each -> each.result() != null)
                    .allMatch(each -> domo.truth(each.result().id()).ageTold);
            if (stays && plan.tagRefusals() == 0) {
                network.note("there is a later " + domo.add(made) + " of others");
            }
            kill(random.nextInt(plan.tasks()));
            untilOver();
        }

        // ---- the verdict

        private void judge() {
            Set<String> used = new HashSet<>();
            for (FindingTask each : lives) {
                if (each.result() != null) {
                    used.add(each.result().id());
                    mayTake(each, domo.truth(each.result().id()));
                }
                asksSeldom(each);
            }
            if (used.size() > 1 && plan.tellsOurs() && !toldTooLate()) {
                network.wrong("tasks have taken different ones: " + used);
            }
            refusalsHaveReasons();
            leftovers(used);
        }

        /** Where nothing but ours is taken, others wait so long for the tag of what was created, and then take what has one. */
        private boolean toldTooLate() {
            return plan.adopt() == Adopt.NEVER
                    && domo.all().stream().anyMatch(each -> each.told && each.tagTookMs > 10_000);
        }

        private void mayTake(FindingTask task, NamedDataSetsInMemory.DataSet taken) {
            if (!taken.isStrangers() || taken.earlierLife) {
                return;
            }
            String why = null;
            if (taken.readOnly) {
                why = "can't be written to";
            } else if (plan.adopt() == Adopt.NEVER) {
                why = "is a stranger's";
            } else if (plan.adopt() == Adopt.FITTING && taken.foreignRows > 0) {
                why = switch (plan.mode()) {
                    case REPLACE -> "has rows of others, which would be replaced";
                    case UPSERT -> taken.key().equals(List.of("id")) ? null : "has rows of others, and another key";
                    default -> null;
                };
            }
            if (why != null) {
                network.wrong(task + " takes " + taken + ", which " + why);
            }
        }

        /** At most what {@link SearchPace} allows in any minute, and little once nothing new happens. */
        private void asksSeldom(FindingTask task) {
            List<Long> searches = task.searches();
            int most = plan.tasks() == 1 ? 190 : 130;
            for (int i = 0; i + most < searches.size(); i++) {
                if (searches.get(i + most) - searches.get(i) < MINUTE_MS) {
                    network.wrong(task + " searches more than " + most + " times in a minute");
                    return;
                }
            }
            long quietFromMs = (searches.isEmpty() ? 0 : searches.get(0)) + 2 * MINUTE_MS;
            List<Long> late = searches.stream().filter(at -> at > quietFromMs).toList();
            int mostLater = 40;
            for (int i = 0; i + mostLater < late.size(); i++) {
                if (late.get(i + mostLater) - late.get(i) < MINUTE_MS) {
                    network.wrong(task + " still searches more than " + mostLater + " times in a minute");
                    return;
                }
            }
        }

        /** Where there is nothing of others, and nothing got lost, nobody is refused. */
        private void refusalsHaveReasons() {
            for (FindingTask each : lives) {
                if (each.refusal() != null && plan.ordinary()) {
                    network.wrong(each + " is refused for no reason: " + each.refusal());
                }
            }
        }

        private void leftovers(Set<String> used) {
            int kills = (int) lives.stream().filter(FindingTask::dead).count();
            int refused =
                    (int) lives.stream().filter(each -> each.refusal() != null).count();
            int left = 0;
            for (NamedDataSetsInMemory.DataSet each : domo.all()) {
                if (each.isStrangers() || each.deleted || used.contains(each.id)) {
                    continue;
                }
                left++;
                boolean known = each.told && !each.creator.dead() && each.tagRefusals == 0;
                if (known && !each.tags.contains(FindingPlan.TAG)) {
                    network.wrong(each + " is left without its tag");
                }
            }
            if (left > kills + refused + domo.untold()) {
                network.wrong(left + " are left");
            }
            for (FindingTask each : lives) {
                if (each.creations() > 1 + each.untoldCreations()) {
                    network.wrong(
                            each + " has created " + each.creations() + ", not told of " + each.untoldCreations());
                }
            }
        }
    }
}
