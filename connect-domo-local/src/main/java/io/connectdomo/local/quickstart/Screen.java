package io.connectdomo.local.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What the person who runs the quickstart sees. */
final class Screen {
    private static final int LINES_PER_HEADER = 20;

    private final PrintStream out;
    private int lines;

    Screen(PrintStream out) {
        this.out = out;
    }

    void starting(Options.Scene scene) {
        String parts = switch (scene) {
            case SINK -> "a Kafka broker, a distributed Connect worker with the packaged plugin";
            case CDC -> "PostgreSQL, a Kafka broker, two Connect clusters (Debezium's and the sink's)";
            case SOURCE -> "a Kafka broker, a distributed Connect worker with the packaged plugin";
            case DOCTOR -> "";
        };
        say("Starting " + (parts.isEmpty() ? "" : parts + ", and ") + "a local stand-in for Domo …");
    }

    void examining(String command) {
        say("The doctor runs as for one's own instance, where --instance takes the place of --url:");
        say("  DOMO_TOKEN=… " + command);
        say("");
    }

    void ready(String part, Duration after) {
        say("  %-16s ready after %.1f s".formatted(part, after.toMillis() / 1000.0));
    }

    void addresses(String page, String rest, String connector, String broker, Object logs) {
        say("");
        say("  rows, commits, faults to try     " + page);
        say("  the connector's state            " + rest + "/connectors/" + connector + "/status");
        say("  broker                           " + broker);
        say("  logs                             " + logs);
        say("");
    }

    void configured(String file, long commitIntervalMillis) {
        say("The connector has the configuration of " + file + ", with the address, the token's placeholder and the");
        say(
                "DataSet's id filled in. Only waits are shorter, commit.interval.ms %d s, so that there is something to see:"
                        .formatted(commitIntervalMillis / 1000));
        say("in Domo every commit costs one credit.");
        say("");
    }

    /** One line of the table. */
    void progress(Progress now) {
        if (lines++ % LINES_PER_HEADER == 0) {
            say("     time   produced    in Domo    commits   newest row");
        }
        say("%7d s %10d %10d %10d   %s"
                .formatted(
                        now.elapsed().toSeconds(), now.produced(), now.arrived(), now.commits(), words(now.newest())));
    }

    void configuredForCdc(String source, String sink, long commitIntervalMillis) {
        say("Debezium has the configuration of config/" + source + " and the sink that of config/" + sink + ", with");
        say(
                "addresses and placeholders filled in. Only waits are shorter, commit.interval.ms %d s, so that there is something"
                        .formatted(commitIntervalMillis / 1000));
        say("to see: in Domo every commit costs one credit, and one with deletes two.");
        say("");
    }

    /** One line of the table. */
    void progress(CdcProgress now) {
        if (lines++ % LINES_PER_HEADER == 0) {
            say("     time  transactions    commits   rows in Domo");
        }
        String tables = String.join(
                "  ",
                now.tables().stream()
                        .map(table -> table.name() + " " + table.rows())
                        .toList());
        say("%7d s %13d %10d   %s".formatted(now.elapsed().toSeconds(), now.transactions(), now.commits(), tables));
    }

    void columnAdded() {
        say("          ALTER TABLE orders ADD COLUMN gift_note text");
    }

    void waitingForCdc(long transactions) {
        say("%d transactions; waiting for the rest of them to arrive …".formatted(transactions));
    }

    void configuredForSource(String file, long pollIntervalMillis) {
        say("The connector has the configuration of config/" + file
                + ", with addresses and placeholders filled in. Only");
        say(
                "waits are shorter, poll.interval.ms %d s, so that there is something to see. The worker writes every event exactly"
                        .formatted(pollIntervalMillis / 1000));
        say(
                "once (exactly.once.source.support=enabled), though a tenth of the log's entries show seconds late, a tenth are");
        say("twins, and runs change until they end, and after that.");
        say("");
    }

    /** One line of the table. */
    void progress(SourceProgress now) {
        if (lines++ % LINES_PER_HEADER == 0) {
            String names = String.join(
                    "",
                    now.feeds().stream()
                            .map(feed -> "%20s".formatted(feed.name()))
                            .toList());
            say("     time" + names + "  requests/min   delay   newest");
        }
        String counts = String.join(
                "",
                now.feeds().stream()
                        .map(feed -> "%20s".formatted(feed.arrived() + " of " + feed.happened()))
                        .toList());
        String delay = now.medianDelayMs().isPresent()
                ? "%.1f s".formatted(now.medianDelayMs().getAsLong() / 1000.0)
                : "–";
        say("%7d s%s %13d %7s   %s"
                .formatted(now.elapsed().toSeconds(), counts, now.requestsPerMinute(), delay, now.newest()));
    }

    void waitingForSource() {
        say("Waiting for the rest to happen and to arrive, late entries included …");
    }

    private static String words(Map<String, String> row) {
        if (row.isEmpty()) {
            return "(none yet: rows show once they are committed and indexed)";
        }
        return String.join("  ", row.values().stream().map(String::valueOf).toList());
    }

    void waiting(long produced) {
        say("Produced %d orders; waiting for the rest of them to arrive …".formatted(produced));
    }

    void success(String words, Duration total) {
        say(String.format(Locale.ROOT, "%nOK: %s (%.0f s in all).", words, total.toMillis() / 1000.0));
        say(
                "Next: config/ has configurations for upserts and for several topics; README.md says how to use a real instance.");
    }

    void failure(String words, Object logs) {
        say("\nFAILED: " + words);
        say("The logs of all processes are in " + logs);
    }

    void stopping() {
        say("\nStopping …");
    }

    void stopped() {
        say("Stopped.");
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
