package io.connectdomo.source.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.source.feed.OffsetFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityOffsetTest {
    private static final Map<String, String> PARTITION = Map.of("feed", "activity-log");
    private static final long TIME = 1_770_000_000_000L;

    @Test
    void offsetsGoThroughTheWorkersConverterByteForByte() {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", false), false);
            ActivityOffset offset = new ActivityOffset(TIME, TIME + 5_000, packed(1, 300), packed(2, 20));
            byte[] stored = converter.fromConnectData("offsets", null, offset.toMap());
            ActivityOffset read = ActivityOffset.of(fields(map(converter.toConnectData("offsets", stored))));
            assertThat(read).isEqualTo(offset);
            assertThat(converter.fromConnectData("offsets", null, read.toMap())).isEqualTo(stored);
        }
    }

    @Test
    void foldingTheTwoPartsTogetherChangesNothing() {
        ActivityOffset offset = new ActivityOffset(TIME + 100, TIME + 5_000, packed(1, 300), packed(2, 20));
        ActivityOffset folded = new ActivityState(offset, 50_000).offset();
        assertThat(new ActivityState(folded, 50_000).offset()).isEqualTo(folded);
        assertThat(folded.plus()).isEmpty();
        assertThat(folded.emitted().size()).isEqualTo(offset.emitted().size());
    }

    @Test
    void anEntryTakesNineToTenBytesBeforeBase64() {
        String text = packed(3, 10_000);
        assertThat(text.length() * 3 / 4).isBetween(90_000, 101_000);
    }

    @Test
    void seventyThousandEntriesStayUnderAMegabyte() {
        assertThat(packed(4, 70_000).length()).isLessThan(1_000_000);
    }

    /** The worst shape: every entry in a millisecond of its own, and as far from the next as the longest delay lets it be. */
    @ParameterizedTest
    @ValueSource(longs = {1, 128, 20_000, 4_500_000})
    void entriesThatAreFarApartStayUnderAMegabyteToo(long apart) {
        ActivityState state = new ActivityState(ActivityOffset.at(TIME), 70_000);
        for (int i = 0; i < 70_500; i++) {
            state.readUpTo(TIME + i * apart);
            state.emitted(row(TIME + i * apart, i));
        }
        assertThat(state.seen().size()).isBetween(50_000, 70_000);
        assertThat(state.offset().seen().length()).isLessThan(1_010_000);
    }

    /** What a batch holds in memory: one base, and what its records add. */
    @Test
    void theRecordsOfABatchShareTheLargePartOfTheirOffsets() {
        ActivityState state = new ActivityState(new ActivityOffset(TIME, TIME + 1, packed(4, 70_000), ""), 70_000);
        List<LogRow> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(row(TIME + 20_000L * i, i));
        }
        Section section = new Section(TIME, TIME + 20_000_000, rows);
        List<Emission> batch = new Delivery(state, WindowPlan.Kind.READ, section).next(500);
        assertThat(batch).hasSize(500);
        String base = batch.get(0).offset().seen();
        assertThat(batch).allSatisfy(each -> assertThat(each.offset().seen()).isSameAs(base));
        assertThat(base.length()
                        + batch.stream()
                                .mapToLong(each -> each.offset().plus().length())
                                .sum())
                .isLessThan(5_000_000);
    }

    private static LogRow row(long time, int identity) {
        return new LogRow(time, identity, identity, 0, null);
    }

    @Test
    void anOperatorNeedsNoMoreThanATime() {
        Map<String, Object> written = new HashMap<>(Map.of("v", 1, "settled", TIME));
        assertThat(ActivityOffset.of(fields(written))).isEqualTo(ActivityOffset.at(TIME));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                 | v
            {v: 2, settled: 1770000000000}                     | version 1
            {v: one, settled: 1770000000000}                   | whole number
            {v: 1}                                             | settled
            {v: 1, settled: yesterday}                         | whole number
            {v: 1, settled: -5}                                | since 1970
            {v: 1, settled: 1770000000000, frontier: 5}        | earlier
            {v: 1, settled: 1770000000000, seen: '!'}          | seen
            {v: 1, settled: 1770000000000, seen: AAAA}         | seen
            {v: 1, settled: 1770000000000, setled: 7}          | setled
            """)
    void whatNoTaskCouldUseIsRefusedWithThePartitionAndTheField(String written, String said) {
        Map<String, Object> offset = parsed(written);
        assertThatThrownBy(() -> ActivityOffset.of(fields(offset)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("activity-log")
                .hasMessageContaining(said);
    }

    private static Map<String, Object> parsed(String written) {
        Map<String, Object> map = new HashMap<>();
        for (String entry : written.replaceAll("[{}]", "").split(", ", -1)) {
            String[] parts = entry.split(": ", 2);
            if (parts.length == 2) {
                map.put(parts[0].trim(), parts[1].matches("-?\\d+") ? (Object) Long.valueOf(parts[1]) : parts[1]);
            }
        }
        return map;
    }

    private static String packed(int seed, int entries) {
        Random random = new Random(seed);
        Seen seen = new Seen();
        for (int i = 0; i < entries; i++) {
            // About 50 ms apart, as at 20 events a second.
            seen.add(TIME + random.nextInt(entries * 50), random.nextInt(), random.nextInt());
        }
        return PackedSeen.pack(seen);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(SchemaAndValue read) {
        return (Map<String, Object>) read.value();
    }

    private static OffsetFields fields(Map<String, ?> offset) {
        return new OffsetFields(PARTITION, offset);
    }
}
