package io.connectdomo.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The emulator's own scratch directory. */
final class Directories {
    private Directories() {}

    static Path scratch(Path parent) throws IOException {
        if (parent == null) {
            return Files.createTempDirectory("domo-emulator-");
        }
        Files.createDirectories(parent);
        return Files.createTempDirectory(parent, "domo-emulator-");
    }

    static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> walk = Files.walk(directory)) {
            deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
