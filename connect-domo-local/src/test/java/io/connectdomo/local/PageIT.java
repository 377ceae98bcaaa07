package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.browser.Browser;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A visitor of the emulator's page breaks Domo, and watches the connector ride it out. */
@SystemTest
class PageIT {
    private static final String SWITCH = "#fault-OUTAGE";

    @Test
    void aVisitorSwitchesAnOutageOnAndSeesTheRowsGoOnAfterIt(Rig rig) {
        try (Browser browser = Browser.start()) {
            String topic = rig.topic();
            String dataSet = rig.dataSet(Column.of("id", "LONG"));
            rig.start(rig.config(topic, dataSet, "append"));
            send(rig, topic, 1, 10);
            rig.awaitRows(dataSet, 10);

            // The DataSets of other tests are many.
            browser.visit(rig.stack().emulator().address() + "/?find=aVisitorSwitches");
            browser.await(rowsShown(dataSet) + " === '10'");
            browser.click(SWITCH);
            browser.await(checked("true"));
            send(rig, topic, 11, 50);
            browser.await(hits() + " > 1");
            assertThat(browser.evaluate(rowsShown(dataSet))).isEqualTo("10");

            browser.click(SWITCH);
            browser.await(checked("false"));
            browser.await(rowsShown(dataSet) + " === '50'");
            assertThat(browser.text("#story li"))
                    .contains("Domo is down", "off")
                    .containsPattern(
                            "(the connector caught up|every DataSet was written again|first commit) after [\\d.]+ s");
            assertThat(browser.complaints()).isEmpty();
            rig.awaitRows(dataSet, 50);
        }
    }

    private static void send(Rig rig, String topic, int from, int to) {
        List<String> records = IntStream.rangeClosed(from, to)
                .mapToObj(id -> Json.of("id", id))
                .toList();
        rig.topics().sendAll(topic, records);
    }

    private static String rowsShown(String dataSet) {
        return "document.querySelector('#dataSets tr[data-key=\"" + dataSet + "\"]')?.cells[2].innerText";
    }

    private static String hits() {
        return "Number((document.querySelector('#faults li:first-child .hits').innerText.match(/\\d+/) ?? [0])[0])";
    }

    private static String checked(String value) {
        return "document.querySelector('" + SWITCH + "').getAttribute('aria-checked') === '" + value + "'";
    }
}
