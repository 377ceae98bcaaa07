package io.connectdomo.local.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** Chromium without a window, on one page, driven as a visitor would: what is asked for is real, mouse and keys included. */
public final class Browser implements AutoCloseable {
    private static final List<String> PROGRAMS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    /** Set where a test must not be skipped, as in {@code .ci/run}. */
    private static final String REQUIRED = "BROWSER_TESTS";

    private static final int SPACE = 32;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Process process;
    private final Path profile;
    private final DevTools page;

    private Browser(Process process, Path profile, DevTools page) {
        this.process = process;
        this.profile = profile;
        this.page = page;
    }

    /** Starts one; where there is no Chromium the test is skipped, or fails if it must not be. */
    public static Browser start() {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            String missing =
                    "No Chromium on the PATH: the emulator's page was not tested. On Debian: apt-get install chromium";
            if ("required".equals(System.getenv(REQUIRED))) {
                throw new AssertionError(missing);
            }
            Assumptions.abort(missing);
        }
        try {
            return start(program.orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException("Chromium could not be started", e);
        }
    }

    private static Optional<Path> program() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .flatMap(directory -> PROGRAMS.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Browser start(Path program) throws IOException {
        Path profile = Files.createTempDirectory("chromium-");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--window-size=1280,900",
                "--hide-scrollbars",
                "--disable-gpu",
                // A container's /dev/shm is small, and its root may not make name spaces.
                "--disable-dev-shm-usage",
                "--no-sandbox",
                "--no-first-run",
                "about:blank"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log").toFile())
                .start();
        try {
            DevTools page = connect(process, profile);
            Browser browser = new Browser(process, profile, page);
            browser.command("Runtime.enable");
            browser.command("Log.enable");
            return browser;
        } catch (RuntimeException | Error e) {
            end(process, profile);
            throw e;
        }
    }

    private static DevTools connect(Process process, Path profile) throws IOException {
        Path file = profile.resolve("DevToolsActivePort");
        Awaitility.await("Chromium listens; its words are in " + profile.resolve("log"))
                .atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(50))
                .failFast("Chromium ended", () -> !process.isAlive())
                .until(() -> Files.exists(file) && Files.readString(file).contains("\n"));
        String port = Files.readString(file).lines().findFirst().orElseThrow();
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .timeout(DEADLINE)
                .build();
        try {
            String pages =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            for (JsonNode each : new ObjectMapper().readTree(pages)) {
                if (each.path("type").asText().equals("page")) {
                    return DevTools.connect(
                            http, URI.create(each.path("webSocketDebuggerUrl").asText()));
                }
            }
            throw new AssertionError("Chromium has no page: " + pages);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Goes to a page, and waits until its scripts have run. */
    public void visit(String url) {
        page.send("Page.navigate", DevTools.object().put("url", url));
        await("document.readyState === 'complete' && location.href.startsWith(" + quoted(url) + ")");
        page.forgetComplaints();
    }

    /** The value of an expression, as text; "" where there is none. */
    public String evaluate(String expression) {
        JsonNode answer = page.send(
                "Runtime.evaluate",
                DevTools.object()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.at("/result/value").asText();
    }

    /** What a visitor reads in an element; "" where it is not there. */
    public String text(String selector) {
        return evaluate("document.querySelector(" + quoted(selector) + ")?.innerText ?? ''");
    }

    /** Waits until an expression is true. */
    public void await(String expression) {
        Awaitility.await(expression)
                .atMost(DEADLINE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> evaluate("Boolean(" + expression + ")").equals("true"));
    }

    /** Presses the mouse in the middle of an element, which has to be there. */
    public void click(String selector) {
        String element = "document.querySelector(" + quoted(selector) + ")";
        evaluate(element + ".scrollIntoView({block: 'center', behavior: 'instant'})");
        double x = number("(r => r.x + r.width / 2)(" + element + ".getBoundingClientRect())");
        double y = number("(r => r.y + r.height / 2)(" + element + ".getBoundingClientRect())");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            ObjectNode event = DevTools.object()
                    .put("type", type)
                    .put("x", x)
                    .put("y", y)
                    .put("button", "left")
                    .put("clickCount", 1);
            page.send("Input.dispatchMouseEvent", event);
        }
    }

    /** Types a text into whatever has the focus. */
    public void type(String text) {
        page.send("Input.insertText", DevTools.object().put("text", text));
    }

    /** Presses the space bar on whatever has the focus. */
    public void pressSpace() {
        ObjectNode down = DevTools.object()
                .put("type", "keyDown")
                .put("key", " ")
                .put("code", "Space")
                .put("windowsVirtualKeyCode", SPACE)
                .put("text", " ");
        page.send("Input.dispatchKeyEvent", down);
        page.send("Input.dispatchKeyEvent", down.deepCopy().put("type", "keyUp"));
    }

    /** As on a screen of this size, light or dark. */
    public void resize(int width, int height, boolean dark) {
        page.send(
                "Emulation.setDeviceMetricsOverride",
                DevTools.object()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        ObjectNode media = DevTools.object();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light");
        page.send("Emulation.setEmulatedMedia", media);
    }

    /** What is on the screen, as PNG. */
    public void screenshot(Path file) throws IOException {
        JsonNode answer = page.send("Page.captureScreenshot", DevTools.object().put("format", "png"));
        Files.write(
                file, Base64.getDecoder().decode(answer.path("data").asText().getBytes(StandardCharsets.US_ASCII)));
    }

    /** Exceptions of the page's scripts, and errors that the browser logged. */
    public List<String> complaints() {
        return page.complaints();
    }

    private void command(String method) {
        page.send(method, DevTools.object());
    }

    private double number(String expression) {
        return Double.parseDouble(evaluate(expression));
    }

    private static String quoted(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
    }

    @Override
    public void close() {
        page.close();
        end(process, profile);
    }

    /** With its children, which would hold its profile otherwise. */
    private static void end(Process process, Path profile) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            children.forEach(ProcessHandle::destroyForcibly);
            Profiles.delete(profile);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
