package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.search.SearchClient;
import io.connectdomo.sink.task.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The DataSet that a task would take for a name, as {@code validate()} looks for it.
 *
 * @param others whether the task would refuse it: rows of ours would be refused there, or overwritten
 * @param refusal why it may not be taken ({@code dataset.auto.create.adopt}), a clause; empty where it may, as far as is known
 * @param cure sentences; empty where there is no refusal
 */
public record NamedDataSet(String id, boolean others, String refusal, String cure) {
    private static final Duration NOTHING_IS_ALTERED = Duration.ofMinutes(1);

    /**
     * Of those of this name the one that tasks agree on; empty where one would be created.
     *
     * @param topic one that is known by a name
     * @throws io.connectdomo.common.http.DomoException where there is no answer, or a no
     */
    public static Optional<NamedDataSet> find(
            DataSetClient dataSets, SearchClient search, TopicSettings topic, String connector) {
        NamedDataSetStore api = new NamedDataSetApi(
                dataSets, search, topic.create().orElseThrow().name(), NOTHING_IS_ALTERED, Ticker.system());
        NamedDataSetStore.Found found = api.find(Set.of());
        if (found.candidates().isEmpty()) {
            return Optional.empty();
        }
        Consent consent = new Consent(topic, CreationTags.of(connector, topic), api);
        Consent.Known known = new Consent.Known(topic.configuredKey(), null, false);
        Consent.Choice choice = consent.choose(found.candidates(), known, false);
        Verdict.Refused no =
                choice.verdict() instanceof Verdict.Refused refused ? refused : new Verdict.Refused("", "");
        return Optional.of(
                new NamedDataSet(choice.dataSet().id(), choice.dataSet().isOthers(), no.why(), no.cure()));
    }
}
