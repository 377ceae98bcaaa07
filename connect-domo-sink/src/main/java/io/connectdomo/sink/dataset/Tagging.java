package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetInfo;
import io.connectdomo.common.dataset.DataSetLabel;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.batch.OneAtATime;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives what is created its tags, before its first row. Where Domo won't have it, the task goes on and says so once. Task thread only. */
final class Tagging {
    private static final Logger log = LoggerFactory.getLogger(Tagging.class);

    private final NewDataSet wanted;
    private final CreationTags tags;
    private final NamedDataSetStore api;
    private final OneAtATime domo;
    private final AtomicBoolean refusalTold;
    /** The DataSet whose tags are set, those of {@code dataset.create.tags} too; null while there is none. */
    private String tagged;

    /** @param refusalTold of the task */
    Tagging(NewDataSet wanted, CreationTags tags, NamedDataSetStore api, OneAtATime domo, AtomicBoolean refusalTold) {
        this.wanted = wanted;
        this.tags = tags;
        this.api = api;
        this.domo = domo;
        this.refusalTold = refusalTold;
    }

    /** Whether this one's tags are set, those of {@code dataset.create.tags} too: another may have been created before it. */
    boolean isDone(String id) {
        return id.equals(tagged);
    }

    /** As soon as it was created: whoever sees it is to know whose it is. Goes on whether or not it works. */
    void created(String id, Runnable then) {
        tag(
                id,
                withOurs(wanted.tags()),
                true,
                cause -> {
                    log.debug("DataSet {} could not be tagged at once", DataSetLabel.of(wanted.name(), id), cause);
                    then.run();
                },
                then);
    }

    /**
     * Before its first row, if it is not tagged yet. All its tags are sent: whether Domo adds them or puts them in place of those that
     * are there is for Domo to say.
     *
     * @param created whether those of {@code dataset.create.tags} are due too
     */
    void beforeFirstRow(DataSetInfo dataSet, boolean created, Runnable then) {
        if (isDone(dataSet.id())) {
            then.run();
            return;
        }
        Set<String> all = new LinkedHashSet<>(dataSet.tags());
        if (created) {
            all.addAll(wanted.tags());
        }
        tag(
                dataSet.id(),
                withOurs(all),
                created,
                cause -> {
                    tell(dataSet.id(), cause);
                    then.run();
                },
                then);
    }

    private List<String> withOurs(Collection<String> others) {
        Set<String> all = new LinkedHashSet<>(others);
        all.addAll(tags.all());
        return List.copyOf(all);
    }

    private void tag(String id, List<String> all, boolean created, Consumer<RuntimeException> refused, Runnable then) {
        domo.ask(
                "tags of DataSet " + id,
                () -> {
                    try {
                        api.tag(id, all);
                    } catch (DomoException.Refused | DomoException.Unauthorized refusal) {
                        // Whoever it was that refused, and whyever: rows are not kept waiting for a tag.
                        return () -> refused.accept(refusal);
                    }
                    return () -> {
                        tagged = created ? id : tagged;
                        then.run();
                    };
                },
                refused);
    }

    private void tell(String id, RuntimeException cause) {
        if (refusalTold.getAndSet(true)) {
            log.debug("DataSet {} could not be tagged", DataSetLabel.of(wanted.name(), id), cause);
            return;
        }
        log.warn(
                "DataSet {} could not be given the tag '{}', by which this connector knows again what it has created: {} It is"
                        + " written to all the same, and so is what else this task creates, which it does not say again. After a"
                        + " restart it is taken as one of others is: where that changes nothing (append, upsert by its key), else"
                        + " dataset.auto.create.adopt=any or dataset.id is needed. Let the token's user edit it, or set the tag by hand",
                DataSetLabel.of(wanted.name(), id),
                tags.created(),
                cause.getMessage());
    }
}
