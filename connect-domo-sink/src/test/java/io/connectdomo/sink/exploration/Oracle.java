package io.connectdomo.sink.exploration;

import io.connectdomo.sink.exploration.Plan.Mode;
import io.connectdomo.sink.exploration.Plan.Topic;
import io.connectdomo.sink.simulation.Cluster;
import io.connectdomo.sink.simulation.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What must hold whatever happens: no committed offset is above a record that is neither in Domo nor in the dead-letter queue nor
 * skipped on purpose; and at the end Domo has what the topics say.
 */
final class Oracle {
    private final Plan plan;
    private final Cluster cluster;
    private final Contents contents;
    /** Where each topic goes: one id, or that of the even ids and that of the odd ones. */
    private final Map<Topic, List<String>> targets;

    private final List<Set<Long>> snapshots = new ArrayList<>();
    /** Below these everything was there already. */
    private final Map<TopicPartition, Long> checked = new HashMap<>();

    Oracle(Plan plan, Cluster cluster, Domo domo, Map<Topic, List<String>> targets) {
        this.plan = plan;
        this.cluster = cluster;
        this.contents = new Contents(domo.emulator());
        this.targets = targets;
    }

    /** A whole snapshot: its good records. Its number is its place. */
    void snapshot(Set<Long> ids) {
        snapshots.add(ids);
    }

    int snapshots() {
        return snapshots.size();
    }

    void recreated(TopicPartition partition) {
        checked.remove(partition);
    }

    // ---- at every commit

    /** @throws Violation if anything below is missing */
    void committed(TopicPartition partition, long offset) {
        List<Entry> log = cluster.log(partition).entries();
        if (offset > log.size()) {
            throw new Violation(partition + ": " + offset + " is committed of " + log.size());
        }
        for (long each = checked.getOrDefault(partition, 0L); each < offset; each++) {
            String missing = missing(partition, each, log.get((int) each));
            if (missing != null) {
                throw new Violation(
                        partition + ": offset " + offset + " is committed, and the record at " + each + " " + missing);
            }
        }
        checked.merge(partition, offset, Math::max);
    }

    /** Null where it is where it belongs. */
    private String missing(TopicPartition partition, long offset, Entry entry) {
        if (entry.kind() == Entry.Kind.FILTERED) {
            return null;
        }
        if (entry.bad()) {
            boolean there = cluster.isDeadLetter(
                    new Cluster.Letter(partition, cluster.log(partition).incarnation(), offset));
            return there ? null : "(" + entry.kind() + ") is not in the dead-letter queue";
        }
        Topic topic = topic(partition);
        Contents.Content content = content(topic, entry);
        return switch (topic.mode()) {
            case APPEND, EFFECTIVELY_ONCE, DOCUMENT_ONCE ->
                content.count().containsKey(entry.id())
                        ? missingColumn(entry, content)
                        : "(id " + entry.id() + ") is not in Domo";
            case UPSERT, DOCUMENT, FILE -> missingChange(partition, entry, content);
            case REPLACE_IDLE, REPLACE_ID -> missingOfSnapshot(entry, content);
        };
    }

    private String missingChange(TopicPartition partition, Entry entry, Contents.Content content) {
        Long number = content.number().get(entry.id());
        if (number != null) {
            return number > entry.number()
                    ? null
                    : number < entry.number()
                            ? "(" + entry + ") is not in Domo, but " + number
                            : missingColumn(entry, content);
        }
        boolean mayBeDeleted = entry.kind() == Entry.Kind.TOMBSTONE
                || cluster.log(partition).entries().stream()
                        .anyMatch(later -> later.kind() == Entry.Kind.TOMBSTONE
                                && later.id() == entry.id()
                                && later.number() > entry.number());
        return mayBeDeleted ? null : "(" + entry + ") is not in Domo";
    }

    private static String missingColumn(Entry entry, Contents.Content content) {
        boolean has =
                entry.column() == null || entry.column().equals(content.more().get(entry.number()));
        return has ? null : "(" + entry + ") is in Domo without its " + entry.column();
    }

    private String missingOfSnapshot(Entry entry, Contents.Content content) {
        if (content.snapshot().isEmpty()) {
            return "(" + entry + ") is not in Domo";
        }
        if (content.snapshot().size() > 1) {
            return "is in a mixture of " + content.snapshot();
        }
        long there = content.snapshot().iterator().next();
        if (there < number(entry)) {
            return "(" + entry + ") is not in Domo, but snapshot " + there;
        }
        return content.count().keySet().equals(snapshots.get((int) there))
                ? null
                : "is in a part of snapshot " + there + ": " + content.count().size() + " of "
                        + snapshots.get((int) there).size();
    }

    private static long number(Entry entry) {
        return Long.parseLong(entry.snapshot().substring(1));
    }

    // ---- at the end

    /** @param exact whether appended rows must be there once: nobody died, and nothing came twice */
    void end(boolean exact) {
        String wrong = wrong(exact);
        if (wrong != null) {
            throw new Violation("At the end: " + wrong);
        }
    }

    private String wrong(boolean exact) {
        Map<Topic, Map<Long, Entry>> last = new LinkedHashMap<>();
        for (TopicPartition partition : cluster.partitions()) {
            Topic topic = topic(partition);
            List<Entry> log = cluster.log(partition).entries();
            for (int offset = 0; offset < log.size(); offset++) {
                Entry entry = log.get(offset);
                String missing = missing(partition, offset, entry);
                if (missing != null) {
                    return partition + ": the record at " + offset + " " + missing;
                }
                if (entry.bad() || entry.kind() == Entry.Kind.FILTERED) {
                    continue;
                }
                boolean once = topic.mode().once() || (exact && topic.mode() == Mode.APPEND);
                if (once && content(topic, entry).count().get(entry.id()) != 1) {
                    return partition + ": the record at " + offset + " is in Domo more than once";
                }
                if (topic.mode().keyed()) {
                    last.computeIfAbsent(topic, each -> new TreeMap<>()).put(entry.id(), entry);
                }
            }
        }
        for (Map.Entry<Topic, Map<Long, Entry>> each : last.entrySet()) {
            Topic topic = each.getKey();
            Contents.Content content =
                    contents.of(topic.mode(), targets.get(topic).get(0));
            for (Entry entry : each.getValue().values()) {
                Long there = content.number().get(entry.id());
                Long wanted = entry.kind() == Entry.Kind.TOMBSTONE ? null : Long.valueOf(entry.number());
                boolean once = content.count().getOrDefault(entry.id(), 0) <= 1;
                if (!Objects.equals(there, wanted) || !once) {
                    return topic.mode() + " key " + entry.id() + " should be " + wanted + ", and is " + there + ", "
                            + content.count().getOrDefault(entry.id(), 0) + " times";
                }
            }
        }
        if (plan.replaces() && !snapshots.isEmpty()) {
            Topic topic = plan.topics().get(0);
            Contents.Content content =
                    contents.of(topic.mode(), targets.get(topic).get(0));
            Set<Long> wanted = snapshots.get(snapshots.size() - 1);
            if (!content.count().keySet().equals(wanted)) {
                return "the DataSet has " + content.count().size() + " rows of snapshot " + content.snapshot()
                        + ", not the last snapshot's " + wanted.size();
            }
        }
        return null;
    }

    // ---- what Domo has

    private Topic topic(TopicPartition partition) {
        return plan.topics().stream()
                .filter(topic -> topic.name().equals(partition.topic()))
                .findFirst()
                .orElseThrow();
    }

    private Contents.Content content(Topic topic, Entry entry) {
        return contents.of(topic.mode(), targetOf(topic, entry));
    }

    private String targetOf(Topic topic, Entry entry) {
        return targets.get(topic).get(topic.split() && entry.id() % 2 == 1 ? 1 : 0);
    }

    /** What must never be. */
    static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1;

        Violation(String what) {
            super(what);
        }
    }
}
