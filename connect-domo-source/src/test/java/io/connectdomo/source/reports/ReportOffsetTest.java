package io.connectdomo.source.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.source.feed.OffsetFields;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

class ReportOffsetTest {
    private static final long TIME = 1_770_000_000_000L;

    @Test
    @SuppressWarnings("unchecked")
    void itsBytesAreTheSameBehindTheConvertersRoundTrip() {
        ReportOffset offset = new ReportOffset(
                TIME,
                KnownRuns.pack(List.of(
                        new KnownRun(7, TIME + 5, -17, KnownRun.ENDED), new KnownRun(8, ReportRun.NONE, 3, TIME))),
                KnownRuns.pack(List.of(new KnownRun(9, TIME + 6, Integer.MIN_VALUE, TIME + 1))));
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", false), false);
            byte[] bytes = converter.fromConnectData("offsets", null, offset.toMap());
            Object back = converter.toConnectData("offsets", bytes).value();
            ReportOffset read =
                    ReportOffset.of(new OffsetFields(Map.of("feed", "report-history"), (Map<String, Object>) back));
            assertThat(read).isEqualTo(offset);
            assertThat(converter.fromConnectData("offsets", null, read.toMap())).isEqualTo(bytes);
        }
    }

    @Test
    void whatWasEmittedLastWinsAndEndedRunsThatAreSettledAreForgotten() {
        KnownRun before = new KnownRun(7, TIME + 5, 1, TIME);
        KnownRun after = new KnownRun(7, TIME + 5, 2, KnownRun.ENDED);
        String settled = KnownRuns.pack(List.of(new KnownRun(3, TIME - 1, 1, KnownRun.ENDED), before));
        KnownRuns known = new ReportOffset(TIME, settled, KnownRuns.pack(List.of(after))).known();
        assertThat(known.size()).isEqualTo(1);
        assertThat(known.get(7)).isEqualTo(after);
    }
}
