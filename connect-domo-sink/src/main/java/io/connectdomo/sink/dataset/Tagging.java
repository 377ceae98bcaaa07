package io.connectdomo.sink.dataset;

import io.connectdomo.sink.batch.OneAtATime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives what is created its tags, before its first row. Where Domo won't have it, the task goes on and says so once. Task thread only. */
final class Tagging {
    private static final Logger log = LoggerFactory.getLogger(Tagging.class);

    private final NewDataSet wanted;
    private final CreationTags tags;
    private final NamedDataSetApi api;
    private final OneAtATime domo;
    private final AtomicBoolean refusalTold;
    private boolean done;

    /** @param refusalTold of the task */
    Tagging(NewDataSet wanted, CreationTags tags, NamedDataSetApi api, OneAtATime domo, AtomicBoolean refusalTold) {
        this.wanted = wanted;
        this.tags = tags;
        this.api = api;
        this.domo = domo;
        this.refusalTold = refusalTold;
    }

    /** Whether {@code dataset.create.tags} are set too. */
    boolean isDone() {
        return done;
    }

    /**
     * Tags the DataSet, whether or not it works, and goes on. All its tags are sent: whether Domo adds them or puts them in place of
     * those that are there is for Domo to say.
     *
     * @param there tags that it has
     * @param created whether those of {@code dataset.create.tags} are due too
     */
    void tag(String id, List<String> there, boolean created, Runnable then) {
        Set<String> all = new LinkedHashSet<>(there);
        if (created) {
            all.addAll(wanted.tags());
        }
        all.addAll(tags.all());
        domo.ask(
                "tags of DataSet " + id,
                () -> {
                    api.tag(id, List.copyOf(all));
                    return () -> {
                        done = created;
                        then.run();
                    };
                },
                cause -> {
                    refused(id, cause);
                    then.run();
                });
    }

    private void refused(String id, RuntimeException cause) {
        if (refusalTold.getAndSet(true)) {
            log.debug("DataSet {} ('{}') could not be tagged", id, wanted.name(), cause);
            return;
        }
        log.warn(
                "DataSet {} ('{}') could not be given the tag '{}', by which this connector knows again what it has created: {} It is"
                        + " written to all the same, and so is what else this task creates, which it does not say again. After a"
                        + " restart it is taken as one of others is: where that changes nothing (append, upsert by its key), else"
                        + " dataset.auto.create.adopt=any or dataset.id is needed. Let the token's user edit it, or set the tag by hand",
                id,
                wanted.name(),
                tags.created(),
                cause.getMessage());
    }
}
