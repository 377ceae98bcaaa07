package io.connectdomo.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the emulator's page shows can be read, on a desk and on a phone. */
class PageLayoutTest extends BrowserTest {
    private static final int PHONE = 390;
    private static final int DESK = 1280;

    @ParameterizedTest
    @ValueSource(ints = {DESK, PHONE})
    void noLineOfTheFaultsIsCut(int width) {
        browser.resize(width, 800, false);
        visit();
        switchAllFaultsOn();
        browser.await("document.querySelectorAll('#story li').length >= 6");

        assertThat(browser.evaluate("(box => [...box.children].filter(line => line.scrollHeight > line.clientHeight"
                        + " || line.getBoundingClientRect().bottom > box.getBoundingClientRect().bottom + 1"
                        + ").length)(document.getElementById('story'))"))
                .as("lines that are cut")
                .isEqualTo("0");
    }

    @Test
    void newestRowsAreThoseOfWhatIsWrittenLastUntilAVisitorPicksOne() {
        String orders = dataSet("orders");
        String customers = dataSet("customers");
        visit();
        uploads.append(customers, "1,Ada\n", "first");
        browser.await(title("customers"));
        uploads.append(orders, "2,teapot\n", "second");
        browser.await(title("orders"));

        browser.click("#dataSets tr:nth-child(2) button");
        browser.await(title("customers"));
        uploads.append(orders, "3,kettle\n", "third");
        browser.await("document.getElementById('total-rows').textContent === '3'");
        assertThat(browser.text("#rows-title")).as("picked").isEqualTo("Newest rows of customers");

        browser.click("#dataSets tr:nth-child(2) button");
        browser.await(title("orders"));
        assertThat(browser.text("#rows tbody")).contains("kettle");
    }

    @Test
    void dataSetsOfOneNameShowTheirIds() {
        String one = dataSet("orders");
        String two = dataSet("orders");
        String other = dataSet("customers");
        uploads.append(other, "1,Ada\n", "first");
        uploads.append(two, "2,teapot\n", "second");
        visit();
        browser.await(title("orders"));

        assertThat(browser.text("#dataSets tbody")).contains(one, two).doesNotContain(other);
        assertThat(browser.text("#commits tbody")).contains(two).doesNotContain(one, other);
        assertThat(browser.text("#rows-details")).contains(two);
    }

    @ParameterizedTest
    @ValueSource(ints = {DESK, PHONE})
    void theChartIsAsHighOnAPhoneAndItsLettersAreNotScaled(int width) {
        browser.resize(width, 800, false);
        visit();
        switchAllFaultsOn();
        browser.await("document.querySelectorAll('#chart .fault').length >= 6");

        assertThat(pixels("document.querySelector('#chart svg')", "height")).isGreaterThanOrEqualTo(140);
        assertThat(pixels("document.querySelector('#chart .tick')", "height"))
                .as("height of letters")
                .isBetween(10.0, 20.0);
        assertThat(browser.evaluate("(all => all.filter((a, i) => all.some((b, j) => i < j"
                        + " && a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom)).length)"
                        + "([...document.querySelectorAll('#chart text')].map(e => e.getBoundingClientRect()))"))
                .as("texts that lie on another one")
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(ints = {DESK, PHONE})
    void whatIsTooWideScrollsInItsOwnBoxWithTheFirstColumnInView(int width) {
        String id = dataSet("a DataSet with a long name that does not break anywhere".replace(' ', '_'));
        uploads.append(id, "1," + "x".repeat(300) + "\n", "y".repeat(300));
        browser.resize(width, 800, false);
        visit();
        browser.await("document.getElementById('total-rows').textContent === '1'");

        assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo(Integer.toString(width));
        for (String table : new String[] {"dataSets", "commits", "rows"}) {
            assertThat(browser.evaluate("(table => {"
                            + "const box = table.parentElement; box.scrollIntoView({block: 'center'}); box.scrollLeft = 10000;"
                            + "const cell = table.tBodies[0].rows[0].cells[0]; const at = cell.getBoundingClientRect();"
                            + "const top = document.elementFromPoint(at.left + 5, at.top + at.height / 2);"
                            + "return cell.contains(top) && at.height < 130 && at.right <= box.getBoundingClientRect().right; })"
                            + "(document.getElementById('" + table + "'))"))
                    .as("the first column of %s is in view", table)
                    .isEqualTo("true");
        }
    }

    private static void switchAllFaultsOn() {
        browser.evaluate("document.querySelectorAll('#faults [role=switch]').forEach(each => each.click())");
    }

    private static String title(String dataSet) {
        return "document.getElementById('rows-title').innerText === 'Newest rows of " + dataSet + "'";
    }

    private static double pixels(String element, String side) {
        return Double.parseDouble(browser.evaluate(element + ".getBoundingClientRect()." + side));
    }
}
