package io.connectdomo.sink.dataset;

import io.connectdomo.sink.simulation.SimulatedCases;
import io.connectdomo.sink.simulation.SimulatedNetwork;
import io.connectdomo.sink.simulation.SimulatedTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever becomes of requests and tasks that add columns to one DataSet, whose schema is replaced whole by the last that lands: no
 * column is lost that rows were committed for, none changes its type, keys stay keys, and it ends (delivery.md 2.8). In simulated time.
 */
class AddingPropertyTest {
    private static final int CASES = 300;
    private static final long LONGEST_MS = 60 * 60_000;
    private static final long CALM_FROM_MS = 120_000;
    private static final int MOST_ALTERATIONS = 60;

    @Test
    void noColumnThatHasRowsIsLost() {
        SimulatedCases.check("Columns that are added at once", CASES, seed -> new Run(seed).wrong());
    }

    private static final class Run {
        private final SplittableRandom random;
        private final AddingPlan plan;
        private final SimulatedTime time;
        private final SimulatedNetwork network;
        private final ColumnsInMemory domo;
        private final List<AddingTask> now = new ArrayList<>();
        private int killsLeft;

        Run(long seed) {
            random = new SplittableRandom(seed);
            plan = AddingPlan.of(random);
            killsLeft = plan.kills() ? 1 + random.nextInt(3) : 0;
            time = new SimulatedTime(random.split());
            network = new SimulatedNetwork(
                    time, random.split(), plan.troubles(), CALM_FROM_MS, random.nextBoolean() ? 3_000 : 300);
            domo = new ColumnsInMemory(
                    time, network, plan.firstColumns(), plan.keysHidden(), plan.attemptMs(), plan.indexMs());
        }

        Optional<String> wrong() {
            try (SimulatedTime running = time) {
                network.note(plan.toString());
                long beginning = running.nowMs();
                for (int task = 0; task < plan.tasks(); task++) {
                    List<Map<String, Object>> records = plan.records(random);
                    network.note("task " + task + " has " + records);
                    now.add(begin("task " + task, records, random.nextLong(1_000)));
                }
                while (!now.stream().allMatch(AddingTask::isOver)) {
                    running.sleep(1 + random.nextInt(1_000));
                    disturb();
                    if (running.nowMs() - beginning > LONGEST_MS) {
                        network.wrong("it does not end");
                        break;
                    }
                }
                if (domo.alterations() > MOST_ALTERATIONS) {
                    network.wrong(domo.alterations() + " alterations");
                }
            } catch (RuntimeException | Error bug) {
                network.wrong(bug.toString());
            }
            return Optional.ofNullable(network.whatIsWrong());
        }

        private void disturb() {
            if (plan.strangers() && time.nowMs() < CALM_FROM_MS && random.nextInt(10) == 0) {
                domo.strangerAdds(plan.stranger(random));
            }
            if (killsLeft > 0 && random.nextInt(10) == 0) {
                killsLeft--;
                int task = random.nextInt(plan.tasks());
                AddingTask dies = now.get(task);
                dies.die();
                now.set(task, begin(dies + "'", dies.left(), random.nextLong(3_000)));
            }
        }

        private AddingTask begin(String name, List<Map<String, Object>> records, long delayMs) {
            AddingTask made = new AddingTask(name, plan, records, time, random.split(), network, domo);
            time.start(delayMs, () -> {
                try {
                    made.live();
                } catch (RuntimeException bug) {
                    network.wrong(made + ": " + bug);
                }
            });
            return made;
        }
    }
}
