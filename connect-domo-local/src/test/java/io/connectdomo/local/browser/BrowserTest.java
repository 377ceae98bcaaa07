package io.connectdomo.local.browser;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A browser for the tests of a class, and an emulator for each of them. */
abstract class BrowserTest {
    static Browser browser;
    DomoEmulator emulator;
    Uploads uploads;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void startEmulator() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults());
        uploads = new Uploads(emulator);
        browser.resize(1280, 800, false);
    }

    @AfterEach
    void stopEmulator() throws IOException {
        emulator.close();
    }

    void visit() {
        visit(emulator);
    }

    static void visit(DomoEmulator shown) {
        browser.visit(shown.url() + "/");
        browser.await("document.getElementById('total-rows').textContent !== '–'");
    }

    String dataSet(String name) {
        return emulator.createDataSet(
                name, List.of(ColumnSpec.of("id", ColumnType.LONG), ColumnSpec.of("text", ColumnType.STRING)));
    }
}
