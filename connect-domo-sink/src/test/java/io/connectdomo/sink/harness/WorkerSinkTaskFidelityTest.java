package io.connectdomo.sink.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;

/**
 * The scripted worker asks a task the same, in the same order, and commits the same as Kafka's own {@code WorkerSinkTask}
 * (delivery.md 5). The first assertion of each script says what that is, so that a change of Kafka's is seen too.
 */
class WorkerSinkTaskFidelityTest {
    private static final TopicPartition A = new TopicPartition("t", 0);
    private static final TopicPartition B = new TopicPartition("t", 1);
    private static final Map<String, String> CONFIG =
            Map.of("name", "recorded", "topics", "t", "task.class", RecordingTask.class.getName());

    /** What one worker did: the task's calls, and what the group was told. */
    private record Seen(List<String> calls, List<Long> commitsA, List<Long> commitsB, List<Boolean> pausedA) {}

    private final List<Boolean> pausedA = new ArrayList<>();
    private Topics topics;

    private Seen both(BiConsumer<WorkerScript, RecordingTask> script) {
        topics = new Topics();
        RecordingTask ours = new RecordingTask();
        Seen seenByOurs = run(new OurWorker(ours, topics, CONFIG), ours, script);
        topics = new Topics();
        RecordingTask theirs = new RecordingTask();
        Seen seenByTheirs = run(new KafkasWorker(theirs, topics, CONFIG, List.of(A, B)), theirs, script);
        assertThat(seenByOurs).isEqualTo(seenByTheirs);
        return seenByTheirs;
    }

    private Seen run(WorkerScript worker, RecordingTask task, BiConsumer<WorkerScript, RecordingTask> script) {
        pausedA.clear();
        records(A, 5);
        records(B, 5);
        script.accept(worker, task);
        worker.stop();
        return new Seen(
                List.copyOf(task.calls()),
                List.copyOf(topics.commits(A)),
                List.copyOf(topics.commits(B)),
                List.copyOf(pausedA));
    }

    private void records(TopicPartition partition, int count) {
        for (int i = 0; i < count; i++) {
            topics.add(partition, null, Map.of());
        }
    }

    @Test
    void offsetsAdvanceOverARewindAndAreAskedForBeforeTheNextPut() {
        Seen seen = both((worker, task) -> {
            worker.assign(List.of(A));
            worker.iterate();
            records(A, 2);
            task.inNextPut(context -> {
                context.offset(A, 3);
                context.requestCommit();
            });
            task.answer(A, 3);
            worker.iterate();
            worker.iterate();
        });
        assertThat(seen.calls()).containsSubsequence("put {t-0=[5, 6]}", "preCommit {t-0=7}", "put {t-0=[3, 4, 5, 6]}");
        assertThat(seen.commitsA()).startsWith(3L);
    }

    @Test
    void aSeekCountsAsACommit() {
        Seen seen = both((worker, task) -> {
            worker.assign(List.of(A));
            task.inNextPut(context -> context.offset(A, 4));
            worker.iterate();
            task.answer(A, 4);
            task.inNextPut(context -> context.requestCommit());
            worker.iterate();
            worker.iterate();
        });
        assertThat(seen.calls()).contains("put {t-0=[4]}");
        assertThat(seen.commitsA()).as("what was only sought to").isEmpty();
    }

    @Test
    void whatWasSoughtToIsCommittedWithAnotherPartitionsOffset() {
        Seen seen = both((worker, task) -> {
            worker.assign(List.of(A, B));
            task.inNextPut(context -> {
                context.requestCommit();
                context.offset(A, 4);
            });
            worker.iterate();
            worker.fetchNothing(true);
            task.answer(B, 2);
            task.inNextPut(context -> context.requestCommit());
            worker.iterate();
            task.answer(A, 5);
            task.answer(B, 3);
            worker.iterate();
        });
        assertThat(seen.commitsA()).as("back from 5 to 4").startsWith(5L, 4L);
        assertThat(seen.commitsB()).startsWith(2L, 3L);
    }

    @Test
    void pausesSurviveAnEagerRebalance() {
        Seen seen = both((worker, task) -> {
            worker.assign(List.of(A, B));
            task.inNextPut(context -> context.pause(A));
            worker.iterate();
            records(A, 1);
            records(B, 1);
            worker.reassignEagerly(List.of(A, B));
            worker.iterate();
            pausedA.add(worker.isPaused(A));
            task.inNextPut(context -> context.resume(A));
            worker.iterate();
            worker.iterate();
            pausedA.add(worker.isPaused(A));
        });
        assertThat(seen.pausedA()).containsExactly(true, false);
        assertThat(seen.calls())
                .containsSubsequence("close [t-0, t-1]", "open [t-0, t-1]", "put {t-1=[5]}", "put {t-0=[5]}");
    }

    @Test
    void whatWasNotCommittedComesAgainAfterAnEagerRebalanceAndIsPassedBeforeOffsetsAreAskedFor() {
        Seen seen = both((worker, task) -> {
            worker.assign(List.of(A));
            task.answer(A, 0);
            worker.iterate();
            task.inNextPut(context -> context.requestCommit());
            worker.reassignEagerly(List.of(A));
            worker.iterate();
            worker.iterate();
        });
        assertThat(seen.calls())
                .containsSubsequence(
                        "preCommit {t-0=5}",
                        "close [t-0]",
                        "open [t-0]",
                        "put {t-0=[0, 1, 2, 3, 4]}",
                        "preCommit {t-0=5}",
                        "put {}");
        assertThat(seen.commitsA()).isEmpty();
    }

    @Test
    void orOffsetsAreAskedForFirstWhereTheFetchTakesItsTime() {
        Seen seen = both((worker, task) -> {
            worker.assign(List.of(A));
            task.answer(A, 0);
            worker.iterate();
            worker.fetchNothing(true);
            task.inNextPut(context -> context.requestCommit());
            worker.reassignEagerly(List.of(A));
            worker.iterate();
            worker.fetchNothing(false);
            worker.iterate();
        });
        assertThat(seen.calls())
                .containsSubsequence(
                        "close [t-0]", "open [t-0]", "put {}", "preCommit {t-0=0}", "put {t-0=[0, 1, 2, 3, 4]}");
    }

    @Test
    void aPauseIsForgottenWhereOthersAreAssignedInBetween() {
        Seen seen = both((worker, task) -> {
            worker.assign(List.of(A));
            task.inNextPut(context -> context.pause(A));
            worker.iterate();
            worker.revoke(List.of(A));
            worker.iterate();
            worker.assign(List.of(B));
            worker.iterate();
            worker.assign(List.of(A));
            worker.iterate();
            pausedA.add(worker.isPaused(A));
        });
        assertThat(seen.pausedA()).containsExactly(false);
    }

    @Test
    void offsetsAreAskedForBeforeARevocationAndNotBeforeALoss() {
        Seen revoked = both((worker, task) -> {
            worker.assign(List.of(A, B));
            worker.iterate();
            worker.revoke(List.of(B));
            worker.iterate();
        });
        assertThat(revoked.calls()).containsSubsequence("preCommit {t-1=5}", "close [t-1]", "put {}");
        assertThat(revoked.commitsB()).startsWith(5L);
        Seen lost = both((worker, task) -> {
            worker.assign(List.of(A, B));
            worker.iterate();
            worker.lose(List.of(B));
            worker.iterate();
        });
        assertThat(lost.calls()).contains("close [t-1]").doesNotContain("preCommit {t-1=5}");
        assertThat(lost.commitsB()).isEmpty();
    }

    @Test
    void aStopNamesPartitionsThatAreClosedAlready() {
        Seen seen = both((worker, task) -> {
            worker.assign(List.of(A, B));
            worker.iterate();
            worker.revoke(List.of(B));
            worker.iterate();
        });
        assertThat(seen.calls()).endsWith("preCommit {t-0=5, t-1=5}", "close [t-0, t-1]", "stop");
        assertThat(seen.commitsA()).containsExactly(5L);
        assertThat(seen.commitsB()).containsExactly(5L);
    }

    @Test
    void anOffsetBeyondWhatWasConsumedIsIgnored() {
        Seen seen = both((worker, task) -> {
            worker.assign(List.of(A));
            task.inNextPut(context -> context.requestCommit());
            task.answer(A, 6);
            worker.iterate();
            worker.iterate();
        });
        assertThat(seen.commitsA()).isEmpty();
    }

    @Test
    void aCommitThatIsAskedForWhileOffsetsAreAskedForIsForgotten() {
        Seen seen = both((worker, task) -> {
            worker.assign(List.of(A));
            task.inNextPut(SinkTaskContext::requestCommit);
            task.inNextPreCommit(SinkTaskContext::requestCommit);
            worker.iterate();
            worker.iterate();
            worker.iterate();
            worker.iterate();
        });
        assertThat(seen.calls())
                .containsExactly(
                        "start",
                        "open [t-0]",
                        "put {t-0=[0, 1, 2, 3, 4]}",
                        "preCommit {t-0=5}",
                        "put {}",
                        "put {}",
                        "put {}",
                        "preCommit {t-0=5}",
                        "close [t-0]",
                        "stop");
    }

    @Test
    void butNotWhereARevocationAsks() {
        Seen seen = both((worker, task) -> {
            worker.assign(List.of(A, B));
            worker.iterate();
            task.inNextPreCommit(SinkTaskContext::requestCommit);
            worker.revoke(List.of(B));
            worker.iterate();
            worker.iterate();
        });
        assertThat(seen.calls())
                .containsSubsequence("preCommit {t-1=5}", "close [t-1]", "put {}", "preCommit {t-0=5}", "put {}");
    }

    @Test
    void anAnswerBelowWhatWasSoughtIsCommitted() {
        Seen seen = both((worker, task) -> {
            worker.assign(List.of(A, B));
            task.inNextPut(context -> context.offset(A, 4));
            worker.iterate();
            worker.fetchNothing(true);
            task.inNextPut(SinkTaskContext::requestCommit);
            worker.iterate();
            task.answer(A, 1);
            worker.iterate();
        });
        assertThat(seen.commitsA()).startsWith(1L);
    }
}
