package io.connectdomo.sink.file;

import io.connectdomo.sink.batch.FailureAction;
import io.connectdomo.sink.commit.CommitResults;
import io.connectdomo.sink.dataset.TaskSettings;
import io.connectdomo.sink.metrics.DestinationMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of a roll once its upload or its commit has ended. Task thread only. */
final class RollResults extends CommitResults<RollResults.Of, WrittenFile> {
    private static final Logger log = LoggerFactory.getLogger(RollResults.class);

    private static final int MOST_OVERTAKEN_IN_A_ROW = 3;

    private final TaskSettings task;
    private final FailureAction failure;
    private final DestinationMetrics metrics;

    /** A roll, and the partition that it is of. */
    record Of(PartitionRolls rolls, Roll roll) {}

    RollResults(TaskSettings task, FailureAction failure, DestinationMetrics metrics) {
        super(failure, MOST_OVERTAKEN_IN_A_ROW);
        this.metrics = metrics;
        this.task = task;
        this.failure = failure;
    }

    @Override
    protected String describe(Of of) {
        return of.roll().describe();
    }

    @Override
    protected String origin(Of of) {
        return of.roll().records().describe(task.connector(), task.task());
    }

    @Override
    protected boolean isWanted(Of of) {
        return of.rolls().batches().contains(of.roll());
    }

    @Override
    protected void committed(Of of, WrittenFile file) {
        metrics.committed(of.roll().rows(), 0);
        of.roll().committed();
        of.rolls().isPastReplay();
        log.info(
                "{} as file {} in Domo{} ({})",
                describe(of),
                file.id(),
                file.wasThere() ? ", where it was already" : "",
                origin(of));
    }

    @Override
    protected void incomplete(Of of, WrittenFile file, RuntimeException cause) {
        failure.fail(
                describe(of) + " is in Domo as file " + file.id()
                        + ", but its permissions could not be brought to what file.public says, so that it may be seen by"
                        + " more people, or fewer, than it should. Its offsets are not committed. Set its permissions in"
                        + " Domo, or give the token's user the right to, and restart the task. (" + origin(of) + ")",
                cause);
    }

    @Override
    protected void giveUp(Of of, String why) {
        if (isWanted(of) && of.roll().takeBack()) {
            of.rolls().batches().abandonFrom(of.roll(), why);
        }
    }

    @Override
    protected void writeAgain(Of of, String why) {
        log.warn("{} is not in Domo ({}). Its records are written again", describe(of), why);
        giveUp(of, why);
    }

    @Override
    protected void takenOver(Of of, String why) {
        giveUp(of, why);
    }

    @Override
    protected void layoutChanged(Of of) {
        throw new IllegalStateException("A file has no columns: " + describe(of));
    }

    @Override
    protected String overtakenText(Of of) {
        return "Someone else keeps writing where " + describe(of)
                + " belongs. Offsets are not committed and nothing is lost. Give each connector names of its"
                + " own with file.name, and each file.id to one connector.";
    }

    @Override
    public void refused(Of of, RuntimeException cause) {
        if (isWanted(of)) {
            failure.fail(
                    "Domo refused " + describe(of)
                            + ". It is not in Domo, its offsets are not committed and nothing is lost: correct the cause and"
                            + " restart the task. (" + origin(of) + ")",
                    cause);
        }
    }

    @Override
    protected String unresolvedText(Of of) {
        return "It could not be found out whether " + describe(of)
                + " is in Domo. Its offsets are not committed and nothing is lost: after a restart it is looked for"
                + " again by its name and content.";
    }
}
