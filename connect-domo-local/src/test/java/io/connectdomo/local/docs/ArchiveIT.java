package io.connectdomo.local.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has a plugin's archive alone has every page and every example, and their links hold there. */
class ArchiveIT {
    @ParameterizedTest
    @ValueSource(strings = {"sink", "source"})
    void pagesAndExamplesTravelWithThePlugin(String plugin) throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(archive(plugin))) {
            Path top = onlyDirectory(archive.getPath("/"));

            for (String example : names("config")) {
                assertThat(top.resolve("etc/" + example)).as(example).exists();
                assertThat(top.resolve("doc/config/" + example)).as(example).exists();
            }
            assertThat(names("docs"))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(
                            page -> assertThat(top.resolve("doc/docs/" + page)).exists());
            assertThat(deadLinks(top.resolve("doc"))).isEmpty();
        }
    }

    /** Built before, in this run of Maven. */
    private static Path archive(String plugin) throws IOException {
        try (Stream<Path> files = Files.list(SourceTree.file("connect-domo-" + plugin + "/target"))) {
            List<Path> archives = files.filter(
                            file -> file.getFileName().toString().matches("connectdomo-connect-domo-.*\\.zip"))
                    .toList();
            assertThat(archives)
                    .as("archives of the %s, which package makes", plugin)
                    .hasSize(1);
            return archives.get(0);
        }
    }

    private static Path onlyDirectory(Path root) throws IOException {
        try (Stream<Path> directories = Files.list(root)) {
            return directories.findFirst().orElseThrow();
        }
    }

    /** The files of a directory of the source tree, with their paths below it. */
    private static List<String> names(String directory) {
        return SourceTree.filesBelow(directory, "").stream()
                .filter(Files::isRegularFile)
                .map(file -> SourceTree.file(directory).relativize(file).toString())
                .toList();
    }

    private static List<String> deadLinks(Path doc) throws IOException {
        List<String> dead = new ArrayList<>();
        try (Stream<Path> files = Files.walk(doc)) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                for (String link : Page.read(page).links()) {
                    String target = link.split("#", 2)[0];
                    if (!link.matches("\\w+:.*")
                            && !target.isEmpty()
                            && !Files.exists(page.resolveSibling(target).normalize())) {
                        dead.add(page + " → " + link);
                    }
                }
            }
        }
        return dead;
    }
}
