package io.connectdomo.local.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code docs/runbook.md} quotes the messages as they are, and leaves none out. */
class RunbookTest {
    private static final String RUNBOOK = SourceTree.read("docs/runbook.md");

    /** Where the plugins' messages are made. */
    private static final List<Path> SOURCES = Stream.of("common", "sink", "source")
            .flatMap(module -> SourceTree.filesBelow("connect-domo-" + module + "/src/main/java", ".java").stream())
            .toList();

    @TestFactory
    Stream<DynamicTest> everyQuotedMessageIsInTheSources() {
        List<String> sources =
                SOURCES.stream().map(SourceTree::read).map(Messages::textsOf).toList();
        return quoted().stream()
                .map(message -> DynamicTest.dynamicTest(
                        message, () -> assertThat(sources).as(message).anyMatch(texts -> texts.contains(message))));
    }

    @TestFactory
    Stream<DynamicTest> everyMessageOfTheSourcesIsQuoted() {
        List<String> quoted = quoted();
        return SOURCES.stream()
                .flatMap(file -> Messages.ofCalls(file).stream()
                        .map(message -> DynamicTest.dynamicTest(
                                file.getFileName() + ": " + message,
                                () -> assertThat(quoted)
                                        .as(
                                                "docs/runbook.md has no entry for the message of %s: %s",
                                                file.getFileName(), message)
                                        .anyMatch(message::contains))));
    }

    @Test
    void entriesSayWhatItMeansWhatWasKeptAndWhatToDo() {
        String[] entries = RUNBOOK.split("(?m)^### ");
        for (int i = 1; i < entries.length; i++) {
            assertThat(entries[i]).contains("**Means** ").contains("**Kept** ").contains("**Do** ");
        }
        assertThat(entries).hasSizeGreaterThan(40);
    }

    @Test
    void alertsOfTheRulesHaveAnEntry() {
        Path rules = SourceTree.file("config/monitoring/alerts.yml");
        Matcher alert = Pattern.compile("(?m)^\\s*- alert: *(\\w+)").matcher(SourceTree.read(rules));
        List<String> alerts = new ArrayList<>();
        while (alert.find()) {
            alerts.add(alert.group(1));
        }

        assertThat(alerts).isNotEmpty().allSatisfy(name -> assertThat(RUNBOOK).contains("\n### " + name + "\n"));
    }

    /** Lines that begin with {@code >}, and the first column of the table of reasons; the ellipsis at either end says nothing. */
    private static List<String> quoted() {
        List<String> messages = new ArrayList<>();
        Matcher line = Pattern.compile("(?m)^(?:> (.+)|\\| `([^`]+)` \\|.*)$").matcher(RUNBOOK);
        while (line.find()) {
            String message = line.group(1) == null ? line.group(2) : line.group(1);
            messages.add(message.replaceAll("^[… ]+|[… ]+$", ""));
        }
        return messages;
    }
}
