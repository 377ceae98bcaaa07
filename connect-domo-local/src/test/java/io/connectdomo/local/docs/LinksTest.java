package io.connectdomo.local.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every link from a page to another file of the tree, or to a heading, leads somewhere. */
class LinksTest {
    private static final List<Path> PAGES = Stream.concat(
                    Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
                            .map(SourceTree::file),
                    SourceTree.filesBelow("docs", ".md").stream())
            .toList();

    @TestFactory
    Stream<DynamicTest> linksLeadSomewhere() {
        return PAGES.stream()
                .map(Page::read)
                .flatMap(page -> page.links().stream()
                        .filter(link -> !link.matches("\\w+:.*"))
                        .map(link -> DynamicTest.dynamicTest(
                                page.file().getFileName() + " → " + link, () -> leads(page, link))));
    }

    private static void leads(Page page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page.file()
                : page.file().resolveSibling(parts[0]).normalize();
        assertThat(target).as("target of %s", link).exists();
        if (parts.length == 2) {
            assertThat(Page.read(target).anchors()).as("headings of %s", target).contains(parts[1]);
        }
    }

    @Test
    void theIndexHasEveryPage() {
        List<Path> linked = Page.read(SourceTree.file("docs/README.md")).links().stream()
                .map(link ->
                        SourceTree.file("docs").resolve(link.split("#", 2)[0]).normalize())
                .toList();

        assertThat(linked)
                .containsAll(PAGES.stream()
                        .filter(page -> page.startsWith(SourceTree.file("docs")))
                        .filter(page -> !page.endsWith("README.md"))
                        .toList());
    }

    @Test
    void commandsOfThePagesNameFilesThatAreThere() {
        for (Path page : PAGES) {
            SourceTree.read(page)
                    .lines()
                    .flatMap(line -> Stream.of(line.split("[ '\"]")))
                    .filter(word -> word.matches("@?config/[\\w.-]+\\.json"))
                    .map(word -> SourceTree.file(word.replace("@", "")))
                    .forEach(file -> assertThat(Files.exists(file))
                            .as("%s, named in %s", file, page)
                            .isTrue());
        }
    }
}
