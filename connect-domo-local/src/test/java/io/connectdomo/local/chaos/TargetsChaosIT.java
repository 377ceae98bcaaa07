package io.connectdomo.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectdomo.emulator.Fault;
import io.connectdomo.emulator.FileInfo;
import io.connectdomo.local.LocalStack;
import io.connectdomo.local.StackOptions;
import io.connectdomo.local.StoredFiles;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workers die and come back while Domo fails in every way that is not an answer; afterwards documents, FileSet and files hold
 * what the topics say. The short form of every build; the whole with {@code -Dchaos.changes=200000}, a run that failed again
 * with the {@code -Dchaos.seed} it printed.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class TargetsChaosIT {
    private static final Logger LOG = LoggerFactory.getLogger(TargetsChaosIT.class);

    private static final int CHANGES = Integer.getInteger("chaos.changes", 13_000);
    private static final int CHANGES_PER_KEY = 10;
    private static final int PER_SECOND = Integer.getInteger("chaos.rate", 1_250);
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
    private static final String TOPIC = "changes";
    private static final String BODIES = "bodies";
    private static final int PARTITIONS = 4;
    /** Of a commit and of a request: what a dead worker sent has ended after that, which its successor waits for. */
    private static final int TIMEOUT_MS = 2_000;

    private static final Duration LONGEST_DELAY = Duration.ofMillis(TIMEOUT_MS * 3 / 4);
    private static final Duration CATCH_UP = Duration.ofSeconds(120 + CHANGES / 2_000);

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void whateverDiesDocumentsAndFilesSayWhatTheTopicsSay() throws InterruptedException {
        LOG.info("{} changes; again with -Dchaos.seed={}", CHANGES, SEED);
        try (LocalStack stack = LocalStack.start(options())) {
            stack.topics().create(TOPIC, PARTITIONS);
            stack.topics().create(BODIES, PARTITIONS);
            Sinks sinks = new Sinks(stack);
            StoredFiles files = stack.emulator().files();
            String collection = stack.emulator().documents().create(TOPIC);
            String fileSet = files.createFileSet(BODIES);
            sinks.start("documents", documents(sinks, collection));
            sinks.start("files", files(sinks));
            sinks.start("fileset", fileSet(sinks, fileSet));

            Changes changes = new Changes(CHANGES, CHANGES / CHANGES_PER_KEY, new Random(SEED));
            Bodies bodies = new Bodies(stack.topics(), BODIES, new Random(SEED + 1));
            SecondDocuments seconds = new SecondDocuments(stack.emulator().documents(), collection);
            Nuisance looking = every("second documents", SEED + 7, 100, 300, seconds::look);
            sendAmidChaos(stack, changes, bodies);
            long sent = System.nanoTime();
            Reference reference = Reference.of(stack.topics(), TOPIC, changes.keys(), CATCH_UP);
            Map<String, String> hashes = bodies.hashes(CATCH_UP);
            sinks.awaitOffsets("documents", reference.ends(), CATCH_UP);
            sinks.awaitOffsets("files", reference.ends(), CATCH_UP);
            sinks.awaitOffsets("fileset", bodies.ends(), CATCH_UP);
            looking.stop();
            LOG.info("caught up {} ms after the last change", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent));

            List<JsonNode> documents = stack.emulator().documents().all(collection).stream()
                    .map(document -> document.content())
                    .toList();
            List<FileInfo> rolls = files.files();
            LOG.info(
                    "{} documents, {} files ({} sessions), {} files in the FileSet",
                    documents.size(),
                    rolls.size(),
                    files.sessions().size(),
                    hashes.size());
            SoftAssertions.assertSoftly(softly -> {
                softly.assertThat(reference.upserted().differences(asEntries(documents)))
                        .as("documents, seed %d, logs in %s", SEED, stack.logs())
                        .isEmpty();
                softly.assertThat(seconds.keys())
                        .as("keys that had two documents for a while, seed %d", SEED)
                        .isEmpty();
                softly.assertThat(documents)
                        .as("the key is in the document, and nothing else but the record")
                        .allMatch(document -> document.size() == 3
                                && document.path("_key").isTextual()
                                && document.path("_key")
                                        .asText()
                                        .equals(document.path("id").asText()));
                softly.assertThat(reference.appended().differences(lines(files, rolls)))
                        .as("lines of files, seed %d, logs in %s", SEED, stack.logs())
                        .isEmpty();
                softly.assertThat(rolls).as("files that everyone may see").noneMatch(roll -> files.isPublic(roll.id()));
                softly.assertThat(hashes(files, fileSet))
                        .as("FileSet, seed %d, logs in %s", SEED, stack.logs())
                        .isEqualTo(hashes);
                softly.assertThat(sinks.failedTasks()).as("failed tasks").isEmpty();
            });
        }
    }

    private static StackOptions options() {
        return StackOptions.small()
                .withWorkers(2)
                .withWorkerProperties(Map.of(
                        "topic.creation.enable", "false",
                        "session.timeout.ms", "3000",
                        "consumer.session.timeout.ms", "3000"));
    }

    private static Map<String, String> documents(Sinks sinks, String collection) {
        Map<String, String> config = sinks.config(TOPIC);
        config.put("domo.target", "appdb");
        config.put("appdb.collection.id", collection);
        config.put("write.mode", "upsert");
        // Several requests to a batch, so that a kill often leaves a part of one.
        config.put("appdb.bulk.max.documents", "100");
        return hasty(config);
    }

    private static Map<String, String> files(Sinks sinks) {
        Map<String, String> config = sinks.config(TOPIC);
        config.put("domo.target", "file");
        config.put("metadata.columns", "partition,offset");
        // A roll of a second is larger than that: some go up in parts, some whole.
        config.put("part.max.bytes", "32768");
        return hasty(config);
    }

    private static Map<String, String> fileSet(Sinks sinks, String fileSet) {
        Map<String, String> config = sinks.config(BODIES);
        config.put("domo.target", "fileset");
        config.put("fileset.id", fileSet);
        config.put("fileset.path", Bodies.path());
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        return hasty(config);
    }

    /** Commits so often that a kill nearly always hits one. */
    private static Map<String, String> hasty(Map<String, String> config) {
        config.put("tasks.max", "2");
        config.put("commit.interval.ms", "1000");
        config.put("commit.timeout.ms", Integer.toString(TIMEOUT_MS));
        config.put("commit.resolve.grace.ms", "1000");
        config.put("domo.request.timeout.ms", Integer.toString(TIMEOUT_MS));
        config.put("domo.retry.backoff.ms", "100");
        config.put("domo.retry.backoff.max.ms", "500");
        return config;
    }

    private static void sendAmidChaos(LocalStack stack, Changes changes, Bodies bodies) throws InterruptedException {
        Kills kills = new Kills(stack.workers(), new Random(SEED + 2));
        RandomFaults faults =
                RandomFaults.ofOtherTargets(stack.emulator().faults(), LONGEST_DELAY, new Random(SEED + 3));
        Nuisance writing = every("bodies", SEED + 4, 5, 25, bodies::sendNext);
        Nuisance killing = every("kills", SEED + 5, 500, 2_000, kills::next);
        Nuisance failing = every("faults", SEED + 6, 100, 400, faults::next);
        Random kinds = new Random(SEED + 8);
        Nuisance losing = every(
                "lost replies",
                SEED + 9,
                300,
                1_000,
                () -> stack.emulator()
                        .faults()
                        .add(lostReply(kinds).on("POST", "/api/datastores/*/collections/*/documents/bulk")));
        changes.send(stack.topics(), TOPIC, PER_SECOND);
        losing.stop();
        writing.stop();
        stack.topics().flush();
        killing.stop();
        failing.stop();
        kills.repair();
        stack.emulator().faults().clear();
        LOG.info("{} kills, faults {}", kills.count(), faults.counts());
        assertThat(kills.count()).as("kills").isPositive();
    }

    /** What makes a client that does not look again create everything twice. */
    private static Fault lostReply(Random kinds) {
        return kinds.nextBoolean() ? Fault.dropAfterWork() : Fault.status(500).afterTheWork();
    }

    private static Nuisance every(String name, long seed, int shortestMs, int longestMs, Runnable act) {
        return Nuisance.start(name, new Random(seed), Duration.ofMillis(shortestMs), Duration.ofMillis(longestMs), act);
    }

    private static List<Map.Entry<Long, Long>> asEntries(List<JsonNode> documents) {
        return documents.stream()
                .map(document -> Map.entry(
                        document.path("id").asLong(-1), document.path("v").asLong(-1)))
                .toList();
    }

    private List<Map.Entry<Long, Long>> lines(StoredFiles files, List<FileInfo> rolls) {
        return rolls.stream()
                .flatMap(roll -> files.text(roll.id()).lines())
                .map(this::read)
                .map(line -> Map.entry(
                        Reference.place(
                                line.path("_kafka_partition").asInt(-1),
                                line.path("_kafka_offset").asLong(-1)),
                        line.path("v").asLong(-1)))
                .toList();
    }

    private JsonNode read(String line) {
        try {
            return mapper.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> hashes(StoredFiles files, String fileSet) {
        Map<String, String> hashes = new TreeMap<>();
        files.inFileSet(fileSet).forEach(file -> hashes.put(file.path(), file.sha256()));
        return hashes;
    }
}
