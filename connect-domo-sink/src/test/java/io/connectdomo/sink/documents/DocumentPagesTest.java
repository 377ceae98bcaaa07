package io.connectdomo.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.emulator.RequestRecord;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.testkit.log.CapturedLog;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of AppDB's pages write documents: v2's, and v1's where a task has found that v2's are not there. */
class DocumentPagesTest extends DocumentTest {
    @AutoClose
    private final CapturedLog said = CapturedLog.of("io.connectdomo.sink.appdb.PagesChoice");

    @Test
    void documentsAreWrittenWithV2WhichIsAskedForOnceByATask() {
        String other = domo.appDb().createCollection("others");
        Map<String, String> config = upsert("topics", "orders,others", "appdb.bulk", "false");
        config.put("topic.override.others.appdb.collection.id", other);
        ScriptedWorker worker = start(config, ORDERS_0);
        changes(100);
        runToEnd(worker);
        changes(100);
        runToEnd(worker);
        assertReference();
        assertThat(requests(this::isV1Document)).isEmpty();
        assertThat(requests(this::isList)).hasSize(1);
        assertThat(said(Level.INFO)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"APPDB_V2_NOT_FOUND,1", "APPDB_V2_NOT_ALLOWED,1", "APPDB_V2_NO_PAGE,5"})
    void whereV2IsMissingV1WritesAndThatIsSaidOnce(Dialect dialect, int asked) {
        domo.dialects().speak(dialect);
        ScriptedWorker worker = start(upsert("appdb.bulk", "false"), ORDERS_0);
        changes(100);
        runToEnd(worker);
        changes(100);
        runToEnd(worker);
        assertReference();
        assertThat(requests(request -> isList(request) && isV2(request))).hasSize(asked);
        assertThat(requests(request -> isV2(request) && !isQuery(request) && !isList(request)))
                .isEmpty();
        assertThat(said(Level.WARN)).singleElement().asString().contains("domo.compat.appdb.documents=v1");
    }

    @Test
    void whatPassesChoosesNothing() {
        int v2 = domo.faults()
                .add(Fault.plain(404, "default backend - 404")
                        .on(null, "regex:.*/v2/.*/documents(/(?!query).*)?")
                        .times(4));
        ScriptedWorker worker = start(upsert(), ORDERS_0);
        changes(100);
        runToEnd(worker);
        assertReference();
        assertThat(domo.faults().matched(v2)).isGreaterThan(4);
        assertThat(said(Level.WARN)).isEmpty();
        assertThat(requests(this::isV1Document).stream().filter(request -> !isList(request)))
                .isEmpty();
    }

    @Test
    void whereNothingAnswersForTheCollectionNothingIsChosen() {
        int outage =
                domo.faults().add(Fault.empty(404).on(null, "/**/datastores/**").times(12));
        ScriptedWorker worker = start(upsert("domo.retry.backoff.max.ms", "20"), ORDERS_0);
        changes(100);
        runToEnd(worker);
        assertReference();
        assertThat(domo.faults().matched(outage)).isGreaterThan(12);
        assertThat(said(Level.WARN)).isEmpty();
        assertThat(said(Level.INFO)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"APPDB_V2_PRESENT", "APPDB_V2_NOT_FOUND", "APPDB_V2_NO_PAGE", "APPDB_V2_NOT_ALLOWED"})
    void aCollectionThatIsMissingIsNoMissingPage(Dialect dialect) {
        domo.dialects().speak(dialect);
        orders(ORDERS_0, 0, 3);
        Map<String, String> config = appDb("appdb.collection.id", "00000000-0000-0000-0000-000000000000");
        config.put("domo.retry.timeout.ms", "1000");
        ConnectException failure = start(config, ORDERS_0).iterateUntilFailure();
        assertThat(failure).hasMessageContaining("404").hasMessageContaining("00000000-0000-0000-0000-000000000000");
        assertThat(said(Level.WARN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void whatIsConfiguredIsNotAskedFor(String pages) {
        domo.dialects().speak(pages.equals("v1") ? Dialect.APPDB_V2_NOT_FOUND : Dialect.APPDB_V1_NOT_FOUND);
        ScriptedWorker worker = start(upsert("domo.compat.appdb.documents", pages), ORDERS_0);
        changes(200);
        runToEnd(worker);
        assertReference();
        assertThat(requests(this::isList)).isEmpty();
        assertThat(said(Level.INFO)).isEmpty();
    }

    /** It would be deleted "already", for a document that is missing is answered 404 too. */
    @Test
    void v2WhereItIsNotThereDeletesNothingUnseen() {
        domo.dialects().speak(Dialect.APPDB_V2_NOT_FOUND);
        change(ORDERS_0, 1, "one");
        change(ORDERS_0, 2, "two");
        ScriptedWorker first = start(upsert(), ORDERS_0);
        runToEnd(first);
        first.stop();
        change(ORDERS_0, 1, null);
        runToEnd(start(upsert("appdb.bulk", "false"), ORDERS_0));
        assertReference();
    }

    @Test
    void whoMayCreateDocumentsAndNotReadThemWritesWithV2() {
        domo.faults().add(Fault.status(403).on("GET", "/**/documents").always());
        domo.faults().add(Fault.status(403).on("POST", "/**/query").always());
        orders(ORDERS_0, 0, 20);
        runToEnd(start(appDb(), ORDERS_0));
        assertThat(idCounts()).isEqualTo(eachOnce(0, 20));
    }

    private List<RequestRecord> requests(Predicate<RequestRecord> which) {
        return domo.requests().stream().filter(which).toList();
    }

    private boolean isV1Document(RequestRecord request) {
        return request.path().contains("/v1/") && request.path().contains("/documents");
    }

    private boolean isV2(RequestRecord request) {
        return request.path().contains("/datastores/v2/");
    }

    private boolean isQuery(RequestRecord request) {
        return request.path().endsWith("/query");
    }

    private boolean isList(RequestRecord request) {
        return request.method().equals("GET") && request.path().endsWith("/documents");
    }

    private List<String> said(Level level) {
        // Tests beside this one speak too.
        return said.events().stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.contains(collection))
                .toList();
    }
}
