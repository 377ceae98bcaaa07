package io.connectdomo.local.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that the tests of this package hold to each other. */
public final class SourceTree {
    private static final Path ROOT = root();

    private SourceTree() {}

    private static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("connect-domo-local"))) {
                return at;
            }
        }
        throw new IllegalStateException("These tests read the source tree, and have to run inside of it");
    }

    /** By its path from the top of the tree. */
    public static Path file(String path) {
        return ROOT.resolve(path);
    }

    public static String read(String path) {
        return read(file(path));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A property of the parent pom. */
    public static String pomProperty(String name) {
        Matcher element =
                Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)</").matcher(read("pom.xml"));
        if (!element.find()) {
            throw new IllegalArgumentException("pom.xml has no property " + name);
        }
        return element.group(1);
    }

    /** The files below a directory whose names end so. */
    static List<Path> filesBelow(String directory, String ending) {
        try (Stream<Path> all = Files.walk(file(directory))) {
            return all.filter(path -> path.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
