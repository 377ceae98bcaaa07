package io.connectdomo.sink.file;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.batch.FailureAction;
import io.connectdomo.sink.dataset.TaskSettings;
import io.connectdomo.sink.metrics.DestinationMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of a roll once its upload or its commit has ended. Task thread only. */
final class RollResults {
    private static final Logger log = LoggerFactory.getLogger(RollResults.class);

    private static final int MOST_IN_A_ROW = 3;

    private final TaskSettings task;
    private final FailureAction failure;
    private final DestinationMetrics metrics;
    private int lostInARow;
    private int overtakenInARow;

    RollResults(TaskSettings task, FailureAction failure, DestinationMetrics metrics) {
        this.metrics = metrics;
        this.task = task;
        this.failure = failure;
    }

    void ended(PartitionRolls rolls, Roll roll, RollOutcome outcome) {
        roll.commitEnded();
        if (outcome instanceof RollOutcome.Done done) {
            done(rolls, roll, done);
        } else if (failure.stopped()) {
            return; // parked or failed in the meantime: its records are read again after a restart
        } else if (outcome instanceof RollOutcome.NotWritten notWritten) {
            lost(rolls, roll, notWritten.why());
        } else if (outcome instanceof RollOutcome.TakenOver) {
            giveUp(rolls, roll, "its partition was taken over by another task");
        } else if (outcome instanceof RollOutcome.Overtaken) {
            overtaken(rolls, roll);
        } else if (outcome instanceof RollOutcome.Rejected rejected) {
            refused(rolls, roll, rejected.cause());
        } else if (outcome instanceof RollOutcome.Exposed exposed) {
            exposed(roll, exposed);
        } else if (outcome instanceof RollOutcome.NotSent notSent) {
            spent(roll, notSent.cause());
        } else if (outcome instanceof RollOutcome.Unresolved unresolved) {
            unresolved(roll, unresolved.cause());
        }
    }

    private void done(PartitionRolls rolls, Roll roll, RollOutcome.Done done) {
        lostInARow = 0;
        overtakenInARow = 0;
        metrics.committed(roll.rows(), 0);
        roll.committed();
        rolls.isPastReplay();
        log.info(
                "{} as file {} in Domo{} ({})",
                roll.describe(),
                done.fileId(),
                done.found() ? ", where it was already" : "",
                origin(roll));
    }

    private String origin(Roll roll) {
        return roll.records().describe(task.connector(), task.task());
    }

    private static void giveUp(PartitionRolls rolls, Roll roll, String why) {
        if (rolls.batches().contains(roll) && roll.takeBack()) {
            rolls.batches().abandonFrom(roll, why);
        }
    }

    /** What was sent of the roll is not in Domo and never will be: it is written again. */
    void lost(PartitionRolls rolls, Roll roll, String why) {
        if (!rolls.batches().contains(roll)) {
            return;
        }
        if (++lostInARow >= MOST_IN_A_ROW) {
            failure.fail(
                    lostInARow + " uploads in a row were lost without one that worked, the last being "
                            + roll.describe()
                            + " (" + why
                            + "). Offsets are not committed and nothing is lost. Perhaps upload sessions expire"
                            + " in Domo before they are committed: lower commit.interval.ms.",
                    null);
            return;
        }
        log.warn("{} is not in Domo ({}). Its records are written again", roll.describe(), why);
        giveUp(rolls, roll, why);
    }

    void overtaken(PartitionRolls rolls, Roll roll) {
        if (!rolls.batches().contains(roll)) {
            return;
        }
        if (++overtakenInARow >= MOST_IN_A_ROW) {
            failure.fail(
                    "Someone else keeps writing where " + roll.describe()
                            + " belongs. Offsets are not committed and nothing is lost. Give each connector names of its"
                            + " own with file.name, and each file.id to one connector.",
                    null);
            return;
        }
        giveUp(rolls, roll, "someone else wrote at its place in Domo since it began");
    }

    void failed(PartitionRolls rolls, Roll roll, RuntimeException cause) {
        if (cause instanceof DomoException.Refused) {
            refused(rolls, roll, cause);
        } else {
            spent(roll, cause);
        }
    }

    private void refused(PartitionRolls rolls, Roll roll, RuntimeException cause) {
        if (rolls.batches().contains(roll)) {
            failure.fail(
                    "Domo refused " + roll.describe()
                            + ". It is not in Domo, its offsets are not committed and nothing is lost: correct the cause and"
                            + " restart the task. (" + origin(roll) + ")",
                    cause);
        }
    }

    private void exposed(Roll roll, RollOutcome.Exposed exposed) {
        failure.fail(
                roll.describe() + " is in Domo as file " + exposed.fileId()
                        + ", but its permissions could not be brought to what file.public says, so that it may be seen by"
                        + " more people, or fewer, than it should. Its offsets are not committed. Set its permissions in"
                        + " Domo, or give the token's user the right to, and restart the task. (" + origin(roll) + ")",
                exposed.cause());
    }

    private void spent(Roll roll, RuntimeException cause) {
        String kept = " is not in Domo. Its offsets are not committed and nothing is lost";
        failure.fail(
                cause instanceof DomoException.Unauthorized
                        ? "Domo kept refusing: " + roll.describe() + kept + "."
                        : "Domo took nothing within domo.retry.timeout.ms: " + roll.describe() + kept
                                + "; restart the task when Domo answers again.",
                cause);
    }

    private void unresolved(Roll roll, RuntimeException cause) {
        failure.fail(
                "It could not be found out whether " + roll.describe()
                        + " is in Domo. Its offsets are not committed and nothing is lost: after a restart it is looked for"
                        + " again by its name and content. (" + origin(roll) + ")",
                cause);
    }
}
