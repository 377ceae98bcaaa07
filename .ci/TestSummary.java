import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Adds up the XML reports of Surefire and Failsafe: minutes by suite, then one line of totals. Arguments: seconds of the
 * build, seconds of the quickstart, the file with what the build wrote to the console. Exit code 3 when no test ran: a green
 * build without tests proves nothing; 4 when all is green and the console is too long for anybody to read.
 */
public final class TestSummary {
    private static final int SLOWEST_CLASSES = 10;
    private static final int NO_TESTS = 3;
    private static final int TOO_LOUD = 4;
    private static final int CONSOLE_LINES = 2_000;

    private TestSummary() {}

    /** What one test class, or several, came to. */
    private record Result(String name, int tests, int failed, int skipped, double seconds) {
        Result plus(Result other) {
            return new Result(
                    name, tests + other.tests, failed + other.failed, skipped + other.skipped, seconds + other.seconds);
        }
    }

    public static void main(String[] arguments) throws IOException, XMLStreamException {
        Map<String, Result> suites = new TreeMap<>();
        Map<String, Result> classes = new TreeMap<>();
        for (Path report : reports()) {
            Result result = read(report);
            suites.merge(suiteOf(report), result, Result::plus);
            classes.merge(result.name(), result, Result::plus);
        }

        System.out.println("\nMinutes by suite");
        suites.forEach((suite, result) -> line(suite, result));
        System.out.println("Slowest classes");
        classes.values().stream()
                .sorted(Comparator.comparingDouble(Result::seconds).reversed())
                .limit(SLOWEST_CLASSES)
                .forEach(result -> line(result.name(), result));
        System.out.printf(
                Locale.ROOT,
                "Build and tests %.1f min, quickstart %.1f min%n",
                Integer.parseInt(arguments[0]) / 60.0,
                Integer.parseInt(arguments[1]) / 60.0);

        Result all = classes.values().stream().reduce(new Result("all", 0, 0, 0, 0), Result::plus);
        long lines = lines(Path.of(arguments[2]));
        System.out.println("Console: " + lines + " lines");
        System.out.println((all.tests() - all.failed() - all.skipped()) + " passed, " + all.failed() + " failed, "
                + all.skipped() + " skipped");
        if (all.tests() == all.skipped()) {
            System.err.println("No test ran");
            System.exit(NO_TESTS);
        }
        if (all.failed() == 0 && lines > CONSOLE_LINES) {
            System.err.println("The build wrote " + lines + " lines to the console, more than " + CONSOLE_LINES
                    + ": what tests print and log belongs in files (CONTRIBUTING.md, Building)");
            System.exit(TOO_LOUD);
        }
    }

    private static long lines(Path console) throws IOException {
        try (Stream<String> lines = Files.lines(console, StandardCharsets.ISO_8859_1)) {
            return lines.count();
        }
    }

    private static List<Path> reports() throws IOException {
        try (Stream<Path> files = Files.find(
                Path.of("."), 8, (file, attributes) -> file.getFileName().toString().matches("TEST-.*\\.xml")
                        && file.getParent().getFileName().toString().matches("(surefire|failsafe)-reports"))) {
            return files.sorted().toList();
        }
    }

    /** The module, and which of its suites. */
    private static String suiteOf(Path report) {
        Path directory = report.getParent();
        String module = directory.getParent().getParent().getFileName().toString();
        return module + (directory.endsWith("failsafe-reports") ? " (system)" : "");
    }

    private static Result read(Path report) throws IOException, XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = Files.newInputStream(report)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                // what stands before the root
            }
            return new Result(
                    reader.getAttributeValue(null, "name"),
                    number(reader, "tests"),
                    number(reader, "failures") + number(reader, "errors"),
                    number(reader, "skipped"),
                    Double.parseDouble(reader.getAttributeValue(null, "time").replace(",", "")));
        }
    }

    private static int number(XMLStreamReader reader, String attribute) {
        String value = reader.getAttributeValue(null, attribute);
        return value == null ? 0 : Integer.parseInt(value);
    }

    private static void line(String name, Result result) {
        System.out.printf(
                Locale.ROOT, "  %6.2f  %5d tests  %s%n", result.seconds() / 60, result.tests(), name);
    }
}
