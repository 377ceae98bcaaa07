package io.connectdomo.sink.appdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.appdb.AppDbDocument;
import io.connectdomo.common.json.Json;
import io.connectdomo.sink.task.MemoryBudget;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Collapse equals a map, slices lose nothing and fit, and a plan brings any collection to one document for each key. */
class SlicesAndPlanTest {
    private static final Identity KEY = new Identity.Key("_key");

    /** Negative numbers delete their absolute key. */
    private static DocumentChange change(int key, int serial) {
        String name = "k" + Math.abs(key);
        byte[] content = key < 0 ? null : ("{\"n\":" + serial + "}").getBytes(StandardCharsets.UTF_8);
        return new DocumentChange(name, content, null, serial);
    }

    @Property(tries = 300)
    void collapseEqualsAMap(@ForAll @Size(max = 60) List<@IntRange(min = -8, max = 8) Integer> keys) {
        MemoryBudget memory = new MemoryBudget(Long.MAX_VALUE);
        DocumentChanges changes = new DocumentChanges(memory, true);
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            changes.add(change(keys.get(i), i));
            expected.put("k" + Math.abs(keys.get(i)), keys.get(i) < 0 ? null : (Integer) i);
        }
        Map<String, Integer> seen = new HashMap<>();
        changes.all().forEach(each -> seen.put(each.identity(), each.deletes() ? null : (Integer) (int) each.offset()));
        assertThat(seen).isEqualTo(expected);
        assertThat(changes.size()).isEqualTo(expected.size());
        assertThat(memory.used()).isEqualTo(changes.held());
        assertThat(changes.held())
                .isEqualTo(
                        changes.all().stream().mapToLong(DocumentChange::held).sum());
        changes.discard();
        assertThat(memory.used()).isZero();
    }

    @Property(tries = 300)
    void slicesAreTheChangesInOrderAndFit(
            @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 500) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 12) int most,
            @ForAll @LongRange(min = 1, max = 2_000) long bytes) {
        List<DocumentChange> changes = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            changes.add(new DocumentChange("k" + i, new byte[sizes.get(i)], null, i));
        }
        List<List<DocumentChange>> slices = Slices.of(changes, most, bytes);
        assertThat(slices.stream().flatMap(List::stream).toList()).isEqualTo(changes);
        for (List<DocumentChange> slice : slices) {
            assertThat(slice).isNotEmpty().hasSizeLessThanOrEqualTo(most);
            long size = slice.stream().mapToLong(Slices::sizeOf).sum();
            assertThat(size <= bytes || slice.size() == 1).isTrue();
        }
    }

    /** Documents of the changes' keys and of others, some keys with several. */
    @Property(tries = 300)
    void aPlanLeavesOneDocumentForEachKey(
            @ForAll @Size(max = 20) Set<@IntRange(min = -10, max = 10) Integer> wanted,
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 12) Integer> there) {
        Map<Integer, DocumentChange> byKey = new HashMap<>();
        wanted.forEach(key -> byKey.put(Math.abs(key), change(key, 100 + key)));
        List<DocumentChange> changes = List.copyOf(byKey.values());
        List<AppDbDocument> found = new ArrayList<>();
        for (int i = 0; i < there.size(); i++) {
            JsonNode content = Json.object().put("_key", "k" + there.get(i));
            found.add(new AppDbDocument("d" + i, Optional.of(Instant.ofEpochMilli(i)), content));
        }
        Plan plan = Plan.of(changes, found, KEY);

        Map<String, List<String>> after = new HashMap<>();
        Set<String> deleted = new HashSet<>(plan.deletes());
        for (AppDbDocument document : found) {
            if (!deleted.contains(document.id())) {
                after.computeIfAbsent(document.content().path("_key").asText(), key -> new ArrayList<>())
                        .add(document.id());
            }
        }
        plan.creates()
                .forEach(each -> after.computeIfAbsent(each.identity(), key -> new ArrayList<>())
                        .add("new"));
        for (DocumentChange change : changes) {
            List<String> documents = after.getOrDefault(change.identity(), List.of());
            assertThat(documents).hasSize(change.deletes() ? 0 : 1);
            if (!change.deletes() && !documents.get(0).equals("new")) {
                assertThat(plan.updates())
                        .anySatisfy(update -> assertThat(update).isEqualTo(new Plan.Update(documents.get(0), change)));
            }
        }
        // What nobody asked for stays.
        long others = there.stream().filter(key -> !byKey.containsKey(key)).count();
        long othersLeft = after.entrySet().stream()
                .filter(each ->
                        changes.stream().noneMatch(change -> change.identity().equals(each.getKey())))
                .mapToLong(each -> each.getValue().size())
                .sum();
        assertThat(othersLeft).isEqualTo(others);
    }

    @Property(tries = 100)
    void coordinatesAreFoundAgain(
            @ForAll @IntRange(min = 0, max = 5) int partition, @ForAll @LongRange(min = 0) long offset) {
        Identity coordinates = new Identity.Coordinates();
        String identity = Identity.Coordinates.identity("a.topic@2", partition, offset);
        JsonNode content = Json.object()
                .put("_kafka_topic", "a.topic@2")
                .put("_kafka_partition", partition)
                .put("_kafka_offset", offset);
        assertThat(coordinates.of(content)).contains(identity);
        assertThat(coordinates.predicate(List.of(identity)).toString())
                .isEqualTo("{\"content._kafka_topic\":\"a.topic@2\",\"content._kafka_partition\":" + partition
                        + ",\"content._kafka_offset\":{\"$in\":[" + offset + "]}}");
    }
}
