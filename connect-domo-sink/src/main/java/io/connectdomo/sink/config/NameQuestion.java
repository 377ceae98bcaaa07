package io.connectdomo.sink.config;

import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.search.SearchClient;
import io.connectdomo.common.validation.Findings;
import io.connectdomo.common.validation.Question;
import io.connectdomo.sink.dataset.NamedDataSet;
import io.connectdomo.sink.dataset.TopicSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the DataSet that a name leads to can take records, and may be taken. Topics of one name agree in what matters here. */
final class NameQuestion {
    private final DomoSinkConfig config;
    private final TopicSettings topic;
    private final Set<String> keys = new LinkedHashSet<>();

    /**
     * @param topic one of the name
     */
    NameQuestion(DomoSinkConfig config, TopicSettings topic) {
        this.config = config;
        this.topic = topic;
    }

    /** A place where the name is configured. */
    void namedBy(String key) {
        keys.add(key);
    }

    Question question() {
        return new Question(
                "DataSet " + topic.destination(),
                List.copyOf(keys),
                Optional.empty(),
                Optional.of(SinkCheck.NAMES_REFUSED),
                this::ask);
    }

    private void ask(DomoHttp http, Findings findings) {
        DataSetClient client = new DataSetClient(http, config.connection().compat());
        NamedDataSet.find(client, new SearchClient(http), topic, config.connectorName())
                .ifPresent(found -> judge(found, findings));
    }

    private void judge(NamedDataSet found, Findings findings) {
        String name = topic.create().orElseThrow().name();
        if (found.others()) {
            findings.complain(List.copyOf(keys), SinkCheck.NAMED_DATASET, found.id(), name);
        } else if (!found.refusal().isEmpty()) {
            String key = config.whereSet(topic.name().topic(), CreationKeys.ADOPT);
            findings.complain(List.of(key), SinkCheck.NAMED_BY_OTHERS, found.id(), name, found.refusal(), found.cure());
        }
    }
}
