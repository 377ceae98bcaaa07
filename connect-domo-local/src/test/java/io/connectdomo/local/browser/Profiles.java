package io.connectdomo.local.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Directories of browsers. */
final class Profiles {
    private Profiles() {}

    /** Deletes one; a process of the browser that ends just now may still write, so that it takes another turn. */
    static void delete(Path profile) {
        Awaitility.await("the deletion of " + profile)
                .atMost(Duration.ofSeconds(10))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreException(UncheckedIOException.class)
                .until(() -> {
                    deleteOnce(profile);
                    return true;
                });
    }

    private static void deleteOnce(Path profile) {
        try (Stream<Path> files = Files.walk(profile)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            throw new UncheckedIOException(gone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
