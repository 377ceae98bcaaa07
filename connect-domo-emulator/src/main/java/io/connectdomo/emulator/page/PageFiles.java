package io.connectdomo.emulator.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the page, read once. Immutable. */
public final class PageFiles {
    /** The page itself. */
    public static final String INDEX = "index.html";

    private static final List<String> NAMES = List.of(
            INDEX,
            "page.css",
            "icon.svg",
            "main.js",
            "dom.js",
            "chart.js",
            "datasets.js",
            "commits.js",
            "faults.js",
            "stores.js");

    private final Map<String, byte[]> contents;

    private PageFiles(Map<String, byte[]> contents) {
        this.contents = contents;
    }

    /** Reads them from the class path. */
    public static PageFiles load() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (String name : NAMES) {
            try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("The page's file " + name + " is not on the class path");
                }
                contents.put(name, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("The page's file " + name + " could not be read", e);
            }
        }
        return new PageFiles(contents);
    }

    /** The bytes of a file; empty where there is none of that name. */
    public Optional<byte[]> content(String name) {
        return Optional.ofNullable(contents.get(name));
    }

    /** The media type that a file of this name has. */
    public static String mediaType(String name) {
        String kind = name.substring(name.lastIndexOf('.') + 1);
        return switch (kind) {
            case "html" -> "text/html;charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "css" -> "text/css;charset=utf-8";
            default -> "text/javascript;charset=utf-8";
        };
    }
}
