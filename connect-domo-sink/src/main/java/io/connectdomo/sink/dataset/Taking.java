package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetLabel;
import io.connectdomo.sink.batch.OneAtATime;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a {@link Discovery}: the DataSet is chosen. What we have created beside it is deleted, the upsert key and the tag are set
 * where {@link Consent} says so, and it is used; or it is not to be taken, and why is said. Task thread only.
 */
final class Taking {
    private static final Logger log = LoggerFactory.getLogger(Taking.class);

    private final NewDataSet wanted;
    private final NamedDataSetStore api;
    private final OneAtATime domo;
    private final OwnCreation own;
    private final Tagging tagging;
    private final BiConsumer<String, Throwable> fail;
    private final Consumer<Discovery.Result> done;

    Taking(
            NewDataSet wanted,
            NamedDataSetStore api,
            OneAtATime domo,
            OwnCreation own,
            Tagging tagging,
            BiConsumer<String, Throwable> fail,
            Consumer<Discovery.Result> done) {
        this.wanted = wanted;
        this.api = api;
        this.domo = domo;
        this.own = own;
        this.tagging = tagging;
        this.fail = fail;
        this.done = done;
    }

    /** To be called once. */
    void decide(Consent.Choice choice, List<Candidate> candidates) {
        Candidate winner = choice.dataSet();
        if (winner.isOthers()) {
            fail.accept(
                    "DataSet " + DataSetLabel.of(wanted.name(), winner.id())
                            + " has the name, but it can't be written to: the token's user"
                            + " has no right to, or a Domo connector or DataFlow feeds it. Rename it, or choose another dataset.name.",
                    null);
            return;
        }
        if (candidates.size() > 1) {
            log.warn(
                    "Several DataSets have the name '{}'; {} is used, the oldest or the one that this connector has created: {}",
                    wanted.name(),
                    winner.id(),
                    candidates.stream().map(Candidate::id).collect(Collectors.joining(", ")));
        }
        if (own.id() == null || own.is(winner.id())) {
            take(winner, choice.verdict());
        } else {
            deleteLoser(own.id(), winner, () -> take(winner, choice.verdict()));
        }
    }

    private void deleteLoser(String loser, Candidate winner, Runnable then) {
        domo.ask(
                "deletion of DataSet " + loser + ", which was created twice",
                () -> {
                    boolean deleted = api.deleteIfEmpty(loser);
                    log.info(
                            "DataSet {}, created beside {}, {}",
                            loser,
                            winner.id(),
                            deleted ? "is deleted" : "has data versions and stays");
                    return then;
                },
                cause -> {
                    log.warn(
                            "DataSet {} was created beside {} and could not be deleted: {} Delete it in Domo if it is empty",
                            loser,
                            winner.id(),
                            cause.getMessage());
                    then.run();
                });
    }

    private void take(Candidate winner, Verdict verdict) {
        if (verdict instanceof Verdict.Refused no) {
            fail.accept(
                    "DataSet " + DataSetLabel.of(wanted.name(), winner.id()) + " has the name, and " + no.why()
                            + ". Nothing of it was changed, and no record is lost. " + no.cure(),
                    null);
        } else if (verdict instanceof Verdict.Taken taken && !taken.setKey().isEmpty()) {
            domo.ask(
                    "upsert key of DataSet " + winner.id(),
                    () -> {
                        api.setKey(winner.id(), taken.setKey());
                        return () -> tag(winner, taken);
                    },
                    cause -> fail.accept(
                            "The upsert key " + taken.setKey() + " of DataSet "
                                    + DataSetLabel.of(wanted.name(), winner.id())
                                    + " could not be set. The token's user needs the right to edit its schema (its owner, a co-owner, or an"
                                    + " admin). No record is lost: give the right, or set the key in Domo, and restart the task.",
                            cause));
        } else if (verdict instanceof Verdict.Taken taken) {
            tag(winner, taken);
        }
    }

    private void tag(Candidate winner, Verdict.Taken taken) {
        boolean created = taken.created() || own.is(winner.id());
        if (created || taken.tag()) {
            tagging.beforeFirstRow(winner.info(), created, () -> end(winner, created, taken));
        } else {
            end(winner, created, taken);
        }
    }

    private void end(Candidate winner, boolean created, Verdict.Taken taken) {
        done.accept(new Discovery.Result(winner.id(), created, tagging.isDone(winner.id()), taken.keepsRows()));
    }
}
