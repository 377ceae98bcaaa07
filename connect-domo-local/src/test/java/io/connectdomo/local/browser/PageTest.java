package io.connectdomo.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.connectdomo.emulator.ActivityLog;
import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.emulator.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The emulator's page in a browser: what it shows, what its switches do, and what it never does. */
class PageTest extends BrowserTest {
    @Test
    void rowsAndCommitsShowAsTheyCome() {
        String id = dataSet("orders");
        visit();
        browser.await("document.querySelector('#dataSets tbody').innerText.includes('none yet')");
        uploads.append(id, "1,teapot\n2,\n", "orders-0: 0 to 1");
        browser.await("document.getElementById('total-rows').textContent === '2'");
        assertThat(browser.text("#commits tbody")).contains("orders", "append", "orders-0: 0 to 1", "#1");
        assertThat(browser.text("#rows")).contains("id", "text", "teapot", "NULL");
        assertThat(browser.text("#total-credits")).isEqualTo("1");
        assertThat(browser.text("#arriving-words")).startsWith("2 written in the last two minutes");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whateverIsStoredIsText() {
        String attack = "<img src=x onerror=document.title='taken'><script>document.title='taken'</script>";
        String id = emulator.createDataSet(
                attack, List.of(ColumnSpec.of(attack, ColumnType.STRING), ColumnSpec.of("n", ColumnType.LONG)));
        emulator.appDb().createCollection(attack);
        emulator.activityLog().add(ActivityLog.entry(Instant.now()).with("eventText", attack));
        uploads.append(id, attack + ",1\n", attack);
        emulator.faults().add(Fault.status(503).on("GET", "**/" + attack).always());
        visit();
        browser.await("document.getElementById('total-rows').textContent === '1'");
        for (String place :
                List.of("#dataSets", "#rows thead", "#rows tbody", "#commits", "#stores", "#feeds", "#other-faults")) {
            assertThat(browser.text(place)).as(place).contains(attack);
        }
        assertThat(browser.evaluate("document.querySelectorAll('img, body script').length"))
                .isEqualTo("0");
        assertThat(browser.evaluate("document.title")).isEqualTo("Domo emulator");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aFaultIsSwitchedByKeyboardAndTheFocusStays() {
        visit();
        browser.evaluate("document.getElementById('fault-OUTAGE').focus()");
        browser.pressSpace();
        browser.await(checked("true"));
        assertThat(browser.text("#state")).isEqualTo("a fault is on");
        String left = browser.text("#faults .left-time");
        browser.await("document.querySelector('#faults .left-time').textContent !== '" + left + "'");
        assertThat(browser.evaluate("document.activeElement.id")).isEqualTo("fault-OUTAGE");
        browser.pressSpace();
        browser.await(checked("false"));
        assertThat(emulator.faults().all()).isEmpty();
        browser.await("document.getElementById('story').innerText.includes('off')");
    }

    @Test
    void whatAScriptSetIsTakenAwayByTheVisitor() {
        emulator.faults().add(Fault.status(500).always());
        emulator.dialects().speak(Dialect.SECOND_COMMIT_OK);
        visit();
        assertThat(browser.text("#dialects")).isEqualTo("second commit ok");
        assertThat(browser.text("#other-faults")).contains("STATUS 500");
        browser.click("#other-faults button");
        browser.await("document.getElementById('other-faults').innerText === ''");
        assertThat(emulator.faults().all()).isEmpty();
    }

    @Test
    void theVisitorPicksFindsAndTurnsOver() {
        for (int i = 1; i <= 60; i++) {
            dataSet("table " + i);
        }
        visit();
        assertThat(browser.text("#rows-title")).isEqualTo("Newest rows of table 1");
        browser.click("#dataSets tr:nth-child(3) button");
        browser.await("document.getElementById('rows-title').innerText === 'Newest rows of table 3'");
        browser.click("#next");
        browser.await("document.getElementById('paging-words').innerText === '26 to 50 of 60'");
        browser.click("#find");
        browser.type("table 59");
        browser.await("document.querySelectorAll('#dataSets tbody tr').length === 1");
        assertThat(browser.text("#dataSets tbody")).contains("table 59");
    }

    @Test
    void nothingIsAskedOfAnyoneElse() {
        dataSet("orders");
        visit();
        assertThat(browser.evaluate("performance.getEntriesByType('resource').map(e => new URL(e.name).origin)"
                        + ".filter(origin => origin !== location.origin).join()"))
                .isEmpty();
        assertThat(browser.complaints()).isEmpty();
        assertThat(emulator.requests()).as("requests for Domo").isEmpty();
    }

    @Test
    void aPageOfAnotherSiteSwitchesNothing() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            byte[] page = "<!DOCTYPE html><title>other</title>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        other.start();
        try {
            emulator.faults().add(Fault.status(500).always());
            browser.visit("http://127.0.0.1:" + other.getAddress().getPort() + "/");
            for (String request :
                    List.of("/emulator/page/faults", "/emulator/faults", "/emulator/activity-log/entries")) {
                browser.evaluate(
                        "fetch('" + emulator.url() + request
                                + "', {method: 'POST', mode: 'no-cors', body: '{\"scenario\":\"OUTAGE\",\"seconds\":30}'}).then(() => 'sent')");
            }
            assertThat(emulator.faults().all()).hasSize(1);
            assertThat(emulator.activityLog().size()).isZero();
        } finally {
            other.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void textStandsOutFromItsGround(boolean dark) {
        emulator.faults().add(Fault.status(500).always());
        dataSet("orders");
        visit();
        browser.resize(1280, 800, dark);
        assertThat(browser.evaluate(CONTRAST)).isEqualTo("");
    }

    @Test
    void everyControlHasANameAndEveryIdIsOne() {
        visit();
        assertThat(
                        browser.evaluate(
                                "[...document.querySelectorAll('button, input')]"
                                        + ".filter(e => !(e.innerText?.trim() || e.ariaLabel || e.labels?.length)).map(e => e.outerHTML).join()"))
                .isEmpty();
        assertThat(browser.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)"
                        + ".filter((id, i, all) => all.indexOf(id) !== i).join()"))
                .isEmpty();
    }

    @Test
    void thePageSaysWhenTheEmulatorIsGone() throws IOException {
        try (DomoEmulator gone = DomoEmulator.start(EmulatorOptions.defaults())) {
            visit(gone);
        }
        browser.await("document.getElementById('state').innerText.startsWith('stopped')");
    }

    /** Elements with a text of their own whose contrast is below 4.5 (WCAG AA). */
    private static final String CONTRAST = """
            (() => {
              const parse = color => color.match(/[\\d.]+/g).map(Number);
              const part = c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
              const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
              const ground = e => {
                for (; e; e = e.parentElement) {
                  const color = parse(getComputedStyle(e).backgroundColor);
                  if (color.length === 3 || color[3] === 1) return color;
                }
                return [255, 255, 255];
              };
              return [...document.querySelectorAll('body *:not(noscript):not(svg *)')]
                .filter(e => e.checkVisibility() && !e.disabled
                  && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                .map(e => {
                  const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
                  return [(a + 0.05) / (b + 0.05), e];
                })
                .filter(([ratio]) => ratio < 4.5)
                .map(([ratio, e]) => `${ratio.toFixed(2)} ${e.outerHTML}`)
                .join('\\n');
            })()""";

    private static String checked(String value) {
        return "document.getElementById('fault-OUTAGE').getAttribute('aria-checked') === '" + value + "'";
    }
}
