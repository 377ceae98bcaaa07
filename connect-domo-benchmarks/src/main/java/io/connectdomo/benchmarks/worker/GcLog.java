package io.connectdomo.benchmarks.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM's own account of its collections ({@code -Xlog:gc}), which misses none, unlike samples. */
record GcLog(List<Pause> pauses) {
    /** {@code GC(3) Pause Young (Normal) (G1 Evacuation Pause) 25M->6M(512M) 3.411ms} */
    private static final Pattern PAUSE = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\((\\d+)M\\) ([\\d.]+)ms");

    /**
     * One collection.
     *
     * @param beforeMib heap in use when it began
     * @param afterMib heap in use when it ended
     */
    record Pause(long beforeMib, long afterMib, double millis) {}

    GcLog {
        pauses = List.copyOf(pauses);
    }

    static GcLog read(Path file) {
        try {
            List<Pause> pauses = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                Matcher pause = PAUSE.matcher(line);
                if (pause.find()) {
                    pauses.add(new Pause(
                            Long.parseLong(pause.group(1)),
                            Long.parseLong(pause.group(2)),
                            Double.parseDouble(pause.group(4))));
                }
            }
            return new GcLog(pauses);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Without those of an earlier reading. */
    GcLog since(GcLog earlier) {
        return new GcLog(pauses.subList(earlier.pauses.size(), pauses.size()));
    }

    long peakUsedMib() {
        return pauses.stream().mapToLong(Pause::beforeMib).max().orElse(0);
    }

    long peakAfterMib() {
        return pauses.stream().mapToLong(Pause::afterMib).max().orElse(0);
    }

    double pausedSeconds() {
        return pauses.stream().mapToDouble(Pause::millis).sum() / 1000;
    }

    /** The peak after a collection in each of {@code slices} equal runs of collections, oldest first: does it grow? */
    List<Long> peaksAfterMib(int slices) {
        List<Long> peaks = new ArrayList<>();
        for (int i = 0; i < slices; i++) {
            int from = pauses.size() * i / slices;
            int to = pauses.size() * (i + 1) / slices;
            peaks.add(new GcLog(pauses.subList(from, to)).peakAfterMib());
        }
        return peaks;
    }
}
