package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.sink.record.TruncateAction;
import io.connectdomo.sink.record.WriteMode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which of the DataSets of a name is taken, and whether it may be ({@code dataset.auto.create.adopt}). One that this connector has
 * created is. Of another nothing must change its meaning, unless that is allowed: its rows are not replaced, its upsert key stays.
 * Asks Domo for no more than it needs. Uploader threads; immutable.
 */
final class Consent {
    private final TopicSettings topic;
    private final Adopt adopt;
    private final CreationTags tags;
    private final NamedDataSetStore api;

    /**
     * What is known beside the DataSets.
     *
     * @param key the upsert key that is needed; empty while no record has shown it
     * @param ours the id of what this task has created, null if nothing
     * @param inTheMaking whether another task may have created one just now and may still tag it
     */
    record Known(Collection<String> key, String ours, boolean inTheMaking) {}

    /** The DataSet that counts, and what becomes of it. */
    record Choice(Candidate dataSet, Verdict verdict) {
        boolean takesTheFirstOf(List<Candidate> candidates) {
            return !(verdict instanceof Verdict.Refused) && dataSet.equals(candidates.get(0));
        }
    }

    Consent(TopicSettings topic, CreationTags tags, NamedDataSetStore api) {
        this.topic = topic;
        this.adopt = topic.create().orElseThrow().adopt();
        this.tags = tags;
        this.api = api;
    }

    /**
     * The oldest, as everybody would choose it. But what this connector has created and filled stays what it writes to, and what it
     * has created is used where the oldest is none of its business.
     *
     * @param candidates the oldest first, at least one
     * @param perhapsOurs whether this task has created something and was not told its id
     */
    Choice choose(List<Candidate> candidates, Known known, boolean perhapsOurs) {
        Optional<Candidate> inUse = first(candidates, each -> isTagged(each) && each.hasRows());
        if (inUse.isPresent()) {
            return new Choice(inUse.get(), ofOurs(inUse.get()));
        }
        Candidate oldest = candidates.get(0);
        Optional<Candidate> own =
                first(candidates, each -> isTagged(each) || each.id().equals(known.ours()));
        // Where nothing but ours is taken, others can't know that the oldest may be, and take the one that is known to
        // be.
        boolean othersAgree = adopt != Adopt.NEVER || own.isEmpty();
        Verdict verdict = of(oldest, known, perhapsOurs && othersAgree);
        if (own.isPresent() && (verdict instanceof Verdict.Refused || oldest.isOthers())) {
            return new Choice(own.get(), ofOurs(own.get()));
        }
        return new Choice(oldest, verdict);
    }

    private static Optional<Candidate> first(List<Candidate> candidates, Predicate<Candidate> wanted) {
        return candidates.stream().filter(wanted).findFirst();
    }

    private boolean isTagged(Candidate candidate) {
        return tags.areOf(candidate.info());
    }

    /** Two tasks that read a topic each don't see each other's; the tag on what the first has created does. */
    private Verdict ofOurs(Candidate dataSet) {
        Optional<String> other = tags.otherTopic(dataSet.info());
        if (other.isEmpty()) {
            return Verdict.Taken.AS_IT_IS;
        }
        return new Verdict.Refused(
                "topic " + other.get() + " is written to it: " + ClaimedNames.why(topic, other.get()),
                ClaimedNames.cure(topic, other.get()) + " If " + other.get()
                        + " is written to it no more, set topic.override."
                        + topic.name().topic() + ".dataset.id=" + dataSet.id() + ", or remove the tag '"
                        + CreationTags.ofTopic(other.get()) + "' from it in Domo.");
    }

    private Verdict of(Candidate dataSet, Known known, boolean perhapsOurs) {
        if (isTagged(dataSet) || dataSet.id().equals(known.ours())) {
            return ofOurs(dataSet);
        }
        if (dataSet.isOthers()) {
            return Verdict.Taken.AS_IT_IS; // whoever asks looks at that first
        }
        if (perhapsOurs && api.isEmpty(dataSet.info())) {
            return new Verdict.Taken(true, List.of(), true, false);
        }
        if (adopt == Adopt.NEVER) {
            return known.inTheMaking() && api.isEmpty(dataSet.info())
                    ? new Verdict.NotYet()
                    : refused(dataSet, "dataset.auto.create.adopt=never takes nothing else", Adopt.FITTING);
        }
        if (topic.dataSet().mode() == WriteMode.REPLACE) {
            return toReplace(dataSet);
        }
        return topic.needsKey() ? toUpsert(dataSet, known.key()) : Verdict.Taken.AS_IT_IS;
    }

    /** One that is empty is tagged: after a restart its rows must be known to come from here. */
    private Verdict toReplace(Candidate dataSet) {
        if (adopt == Adopt.ANY) {
            return Verdict.Taken.AS_IT_IS;
        }
        return api.isEmpty(dataSet.info())
                ? Verdict.Taken.TAGGED
                : refused(dataSet, "write.mode=replace would replace the rows that it has", Adopt.ANY);
    }

    private Verdict toUpsert(Candidate dataSet, Collection<String> needed) {
        DataSetSchema schema = api.schema(dataSet.id());
        List<String> key = schema.columns().stream()
                .filter(Column::upsertKey)
                .map(Column::name)
                .toList();
        if (needed.isEmpty() ? !key.isEmpty() : Set.copyOf(key).equals(Set.copyOf(needed))) {
            return withItsKey(dataSet);
        }
        if (needed.isEmpty()) {
            return new Verdict.NotYet();
        }
        if (adopt != Adopt.ANY && !api.isEmpty(dataSet.info())) {
            String mode = topic.dataSet().effectivelyOnce()
                    ? "delivery.guarantee=effectively_once"
                    : "write.mode=" + topic.dataSet().mode().name().toLowerCase(Locale.ROOT);
            return refused(
                    dataSet,
                    "it has rows, and shows " + (key.isEmpty() ? "no upsert key" : "the upsert key " + key) + ", which "
                            + mode + " would have to set to " + List.copyOf(needed),
                    Adopt.ANY);
        }
        Set<String> columns = new HashSet<>();
        schema.columns().forEach(column -> columns.add(column.name()));
        if (!columns.containsAll(needed)) {
            return Verdict.Taken.AS_IT_IS; // no row fits, and that is told of the first record
        }
        // The tag tells after a restart whose rows it has, for Domo may not show the key.
        return new Verdict.Taken(false, List.copyOf(needed), adopt != Adopt.ANY, false);
    }

    private Verdict withItsKey(Candidate dataSet) {
        boolean mayBeEmptied = topic.record().truncateAction() == TruncateAction.REPLACE
                && topic.dataSet().mode() == WriteMode.UPSERT;
        if (!mayBeEmptied || adopt == Adopt.ANY) {
            return Verdict.Taken.AS_IT_IS;
        }
        return api.isEmpty(dataSet.info()) ? Verdict.Taken.TAGGED : new Verdict.Taken(false, List.of(), false, true);
    }

    private Verdict refused(Candidate dataSet, String why, Adopt wanted) {
        return new Verdict.Refused(
                "this connector has not created it (it has no tag '" + tags.created() + "'): " + why,
                "Set dataset.auto.create.adopt=" + wanted.name().toLowerCase(Locale.ROOT)
                        + " if it is the one that is meant, or dataset.id=" + dataSet.id()
                        + " in place of dataset.auto.create (for one topic as topic.override.<topic>.…); else choose another"
                        + " dataset.name, or rename it.");
    }
}
