package io.connectdomo.benchmarks.put;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Loads a plugin as a worker does: everything from its own directory but the JDK, Kafka and slf4j. */
final class PluginLoader extends URLClassLoader {
    private final ClassLoader shared;

    PluginLoader(Path plugin, ClassLoader shared) {
        super(jars(plugin), ClassLoader.getPlatformClassLoader());
        this.shared = shared;
    }

    private static URL[] jars(Path plugin) {
        try (Stream<Path> files = Files.walk(plugin)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(PluginLoader::url)
                    .toArray(URL[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.startsWith("org.apache.kafka.") || name.startsWith("org.slf4j.")
                ? shared.loadClass(name)
                : super.loadClass(name, resolve);
    }
}
