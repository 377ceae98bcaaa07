package io.connectdomo.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All multi-part uploads since the start, oldest first. Thread-safe. */
final class FileSessions {
    private final Map<String, FileSession> sessions = new LinkedHashMap<>();

    synchronized void add(FileSession session) {
        sessions.put(session.id(), session);
    }

    synchronized FileSession get(String id) {
        FileSession session = sessions.get(id);
        if (session == null) {
            throw DomoError.notFound("Session could not be found: " + id);
        }
        return session;
    }

    synchronized List<FileSession> all() {
        return new ArrayList<>(sessions.values());
    }

    List<FileSessionInfo> infos() {
        return all().stream()
                .map(session -> new FileSessionInfo(
                        session.id(),
                        session.fileId().orElse(null),
                        session.name(),
                        session.state().name(),
                        session.partCount(),
                        session.puts()))
                .toList();
    }
}
