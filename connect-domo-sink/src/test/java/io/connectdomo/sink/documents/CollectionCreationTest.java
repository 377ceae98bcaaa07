package io.connectdomo.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.DomoSinkConnector;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code appdb.collection.auto.create}: the collection is found by its name, or made. */
class CollectionCreationTest extends DocumentTest {
    private static final String NAME = "shop orders";

    private Map<String, String> creating(String... more) {
        Map<String, String> config = upsert(more);
        config.remove("appdb.collection.id");
        config.put("appdb.collection.auto.create", "true");
        config.put("appdb.collection.name", "shop {{topic}}");
        config.putIfAbsent("appdb.datastore.id", domo.appDb().datastoreId());
        return config;
    }

    /** Domo shows no finer times. */
    private void untilTheNextMillisecond() {
        simulation.time().sleep(1);
    }

    private List<String> made() {
        return domo.appDb().collectionsNamed(domo.appDb().datastoreId(), NAME);
    }

    @Test
    void aMissingCollectionIsCreatedAndFoundByTheNextTask() {
        ScriptedWorker first = start(creating(), ORDERS_0);
        changes(100);
        runToEnd(first);
        first.stop();
        changes(100);
        runToEnd(start(creating(), ORDERS_0));
        assertThat(made()).hasSize(1);
        collection = made().get(0);
        assertReference();
    }

    @Test
    void ofSeveralOfTheNameTheOldestIsUsed() {
        collection = domo.appDb().createCollection(NAME);
        untilTheNextMillisecond();
        domo.appDb().createCollection(NAME);
        changes(50);
        runToEnd(start(creating(), ORDERS_0));
        assertReference();
        assertThat(made()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"APPDB_SAME_NAME_TAKEN", "APPDB_SAME_NAME_CONFLICT", "APPDB_SAME_NAME_BAD_REQUEST"})
    void ofTwoTasksThatCreateAtOnceOneWins(Dialect dialect) {
        domo.dialects().speak(dialect);
        ScriptedWorker one = start(creating(), ORDERS_0);
        change(ORDERS_0, 1, "one");
        runToEnd(one);
        untilTheNextMillisecond();
        // As if it had looked before the first one had created.
        domo.faults().add(Fault.status(200).withBody("[]").on("GET", "/**/datastores/v1/collections"));
        ScriptedWorker other = start(creating(), ORDERS_1);
        change(ORDERS_1, 2, "two");
        runToEnd(other);
        assertThat(made()).hasSize(dialect == Dialect.APPDB_SAME_NAME_TAKEN ? 2 : 1);
        collection = made().get(0);
        assertReference();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLostReplyToTheCreationMakesOneCollection(boolean worked) {
        Fault fault = worked ? Fault.empty(404).afterTheWork() : Fault.dropBeforeWork();
        domo.faults().add(fault.on("POST", "/**/datastores/v1/collections"));
        changes(50);
        runToEnd(start(creating(), ORDERS_0));
        assertThat(made()).hasSize(1);
        collection = made().get(0);
        assertReference();
    }

    @Test
    void whoMayNotCreateIsTold() {
        domo.dialects().speak(Dialect.APPDB_STORES_NOT_FOUND);
        changes(3);
        ConnectException failure = start(creating(), ORDERS_0).iterateUntilFailure();
        assertThat(failure).hasMessageContaining("404").hasMessageContaining("/datastores/v1/collections");
        assertThat(topics.committed(ORDERS_0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "appdb.datastore.id, '', appdb.datastore.id",
        "appdb.datastore.id, 00000000-0000-0000-0000-000000000000, appdb.datastore.id",
        "appdb.collection.name, '{{colour}}', appdb.collection.name",
        "appdb.collection.id, 00000000-0000-0000-0000-000000000000, appdb.collection.id",
        "topic.override.orders.appdb.collection.auto.create, false, appdb.collection.id"
    })
    void oneWrongValueIsOneErrorOnItsKey(String key, String value, String reported) {
        Map<String, String> config = creating();
        assertThat(errors(config)).isEmpty();
        config.put(key, value);
        assertThat(errors(config)).containsOnlyKeys(reported);
        assertThat(made()).isEmpty();
    }

    private static Map<String, List<String>> errors(Map<String, String> config) {
        Map<String, List<String>> errors = new TreeMap<>();
        for (ConfigValue value : new DomoSinkConnector().validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }
}
