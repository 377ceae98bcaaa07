package io.connectdomo.source.executions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GapReadTest {
    private final List<Long> stream =
            new ArrayList<>(LongStream.rangeClosed(1, 1_200).boxed().toList());

    /** One purged run the overlap makes up for; more of them would hide as many others. */
    @Test
    void runsPurgedBetweenTwoPartsHideNoOthers() {
        GapRead gap = GapRead.above(100, 1_200);
        List<Long> found = new ArrayList<>();
        for (int requests = 0; !gap.complete(); requests++) {
            assertThat(requests).as("requests").isLessThan(100);
            List<Execution> part = part(gap.request());
            gap.accept(part, ExecutionReply.of(part, Optional.empty()));
            boolean first = found.isEmpty();
            gap.found().forEach(run -> found.add(run.id()));
            if (first && !found.isEmpty()) {
                assertThat(stream.removeAll(List.of(10L, 20L, 30L))).isTrue();
            }
        }
        assertThat(found)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(101, 1_200).boxed().toList());
    }

    /** Where one run comes at a time none overlaps another: what lies behind holds only while the one before is in its place. */
    @Test
    void aRunPurgedBetweenTwoPartsWithoutAnOverlapHidesNoOther() {
        stream.removeIf(id -> id > 10);
        GapRead gap = GapRead.above(0, 10);
        List<Long> found = new ArrayList<>();
        for (int requests = 0; !gap.complete(); requests++) {
            assertThat(requests).as("requests").isLessThan(100);
            ExecutionRequest.Part asked = gap.request();
            if (found.size() == 4 && asked.offset() == 4) {
                stream.remove(1L);
            }
            List<Execution> part = part(new ExecutionRequest.Part(asked.offset(), 1, asked.afresh()));
            gap.accept(part, ExecutionReply.of(part, Optional.empty()));
            gap.found().forEach(run -> found.add(run.id()));
        }
        assertThat(found)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
    }

    private List<Execution> part(ExecutionRequest.Part asked) {
        return stream.stream()
                .skip(asked.offset())
                .limit(asked.limit())
                .map(id -> new Execution(
                        id, "SUCCESS", Execution.NONE, Execution.NONE, JsonNodeFactory.instance.objectNode()))
                .toList();
    }
}
