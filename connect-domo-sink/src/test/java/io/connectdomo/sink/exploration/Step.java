package io.connectdomo.sink.exploration;

import io.connectdomo.common.http.SimulatedHttp;
import java.util.List;

/** One thing that happens in a run. Numbers are taken modulo what there is, so that every step is possible in every plan. */
sealed interface Step {
    /** Records come into a partition. {@code mix} is how many of a hundred are not good ones. */
    record Produce(int partition, int count, int mix, long seed) implements Step {}

    /** A whole snapshot comes, or records of one id, over all partitions at once. */
    record Snapshot(int count, int bad, long seed) implements Step {}

    /** A worker's loop goes round. */
    record Iterate(int worker, int times) implements Step {}

    /** Nobody polls. */
    record Stall(int ms) implements Step {}

    /** The group shares its partitions out anew: bit by bit of {@code owners} tells which worker has a partition. */
    record Rebalance(Kind kind, int owners) implements Step {
        enum Kind {
            COOPERATIVE,
            EAGER,
            LOST
        }
    }

    record Pause() implements Step {}

    record Resume() implements Step {}

    record Leader(int partition, boolean there) implements Step {}

    record Kill(int worker) implements Step {}

    record Stop(int worker) implements Step {}

    record Recreate(int topic) implements Step {}

    /** The next requests of this kind, behind {@code skip} of them, fare badly on their way. */
    record Network(Request request, int skip, int times, SimulatedHttp.Fate fate) implements Step {}

    /** The same, and it is an answer that they get; {@code afterWork}: the work is done. */
    record Answer(Request request, int skip, int times, int status, Body body, boolean afterWork) implements Step {}

    enum Body {
        DOMO,
        HTML,
        EMPTY
    }

    enum Request {
        ANY("**"),
        START("/**/uploads"),
        PART("/**/parts/*"),
        COMMIT("/**/commit"),
        VERSIONS("/**/dataversions**"),
        SCHEMA("/**/schemas/**"),
        ALTER("/**/schemas"),
        DOCUMENTS("/**/documents**"),
        FILES("/**/filesets/**");

        private final String path;

        Request(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }

        boolean meets(String requestPath) {
            int query = requestPath.indexOf('?');
            String bare = query < 0 ? requestPath : requestPath.substring(0, query);
            return switch (this) {
                case ANY -> true;
                case START -> bare.endsWith("/uploads");
                case PART -> bare.contains("/parts/");
                case COMMIT -> bare.endsWith("/commit");
                case VERSIONS -> bare.contains("/dataversions");
                case ALTER -> bare.endsWith("/schemas");
                case SCHEMA -> bare.contains("/schemas");
                case DOCUMENTS -> bare.contains("/documents");
                case FILES -> bare.contains("/filesets");
            };
        }

        static List<Request> all() {
            return List.of(values());
        }
    }
}
