package io.connectdomo.source.executions;

import java.util.NavigableMap;
import java.util.TreeMap;

/** What was emitted above the floor, as text for a source offset: {@code id:version;…}, ascending, versions in hexadecimal. */
final class EmittedRuns {
    private static final int RADIX = 16;

    private EmittedRuns() {}

    static String pack(NavigableMap<Long, Integer> versions) {
        StringBuilder text = new StringBuilder(versions.size() * 16);
        versions.forEach((id, version) -> append(text, id, version));
        return text.toString();
    }

    /** One more, whose id is higher than all before. */
    static void append(StringBuilder text, long id, int version) {
        text.append(text.isEmpty() ? "" : ";").append(id).append(':').append(Integer.toHexString(version));
    }

    /** How much of the text one run takes at most. */
    static int mostCharacters(long id) {
        return Long.toString(id).length() + ":ffffffff;".length();
    }

    /**
     * @throws IllegalArgumentException where {@code text} was not written by {@link #pack}
     */
    static NavigableMap<Long, Integer> unpack(String text) {
        NavigableMap<Long, Integer> versions = new TreeMap<>();
        if (!text.isEmpty()) {
            for (String run : text.split(";", -1)) {
                String[] parts = run.split(":", -1);
                if (parts.length != 2) {
                    throw new IllegalArgumentException("'" + run + "' is not of the form id:version");
                }
                versions.put(Long.parseLong(parts[0]), Integer.parseUnsignedInt(parts[1], RADIX));
            }
        }
        return versions;
    }
}
