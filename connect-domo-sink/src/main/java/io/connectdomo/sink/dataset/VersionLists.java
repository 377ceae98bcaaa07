package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.dataset.DataVersion;
import io.connectdomo.common.dataset.Partition;
import io.connectdomo.common.dataset.VersionStatus;
import io.connectdomo.common.http.DomoException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Domo's two lists of a DataSet's data versions. Each fails by itself: what the one shows counts whatever becomes of the other.
 * They are read as they come, however long they are. Thread-safe.
 */
final class VersionLists {
    /** The documented default of the partition list. */
    private static final int PAGE = 100;

    private static final int FORBIDDEN = 403;

    private final DataSetClient client;
    private final String dataSetId;

    /** Whether the v3 list was seen to know the parameter that asks for one version. */
    private volatile boolean tellsOne;

    VersionLists(DataSetClient client, String dataSetId) {
        this.client = client;
        this.dataSetId = dataSetId;
    }

    /**
     * What was looked for, from both lists; a version may be in it twice.
     *
     * @param whole whether both lists were read, or the one that is not is refused to us for good
     */
    record Seen(List<DataVersion> versions, boolean whole) {
        boolean has(long id) {
            return versions.stream().anyMatch(version -> version.id() == id);
        }

        Seen only(Predicate<DataVersion> wanted) {
            return new Seen(versions.stream().filter(wanted).toList(), whole);
        }

        /** How many different versions. */
        long ids() {
            return versions.stream().mapToLong(DataVersion::id).distinct().count();
        }
    }

    @FunctionalInterface
    private interface Listing {
        void each(Consumer<DataVersion> version);
    }

    /**
     * Looks for versions.
     *
     * @throws DomoException if neither list can be read
     */
    Seen look(Predicate<DataVersion> wanted) {
        return look(v3(), wanted, seen -> false);
    }

    /** As {@link #look(Predicate)}, for the version of this id; the second list is not asked where the first shows its success. */
    Seen look(long id) {
        return look(version -> eachOf(id, version), version -> version.id() == id, VersionLists::hasSuccess);
    }

    /** Whether Domo can be asked for one version is not on its page: that is believed once it has shown one. */
    private void eachOf(long id, Consumer<DataVersion> each) {
        boolean[] shown = {false};
        try {
            client.eachVersionV3(dataSetId, OptionalLong.of(id), version -> {
                shown[0] |= version.id() == id;
                each.accept(version);
            });
        } catch (DomoException.Refused perhapsOfTheParameter) {
            if (tellsOne) {
                throw perhapsOfTheParameter;
            }
        }
        tellsOne |= shown[0];
        if (!tellsOne) {
            client.eachVersionV3(dataSetId, OptionalLong.empty(), each);
        }
    }

    /**
     * The newest of those wanted; empty where there is none.
     *
     * @throws DomoException if neither list can be read
     */
    OptionalLong newest(Predicate<DataVersion> wanted) {
        long[] newest = {-1};
        Consumer<DataVersion> each = version -> {
            if (wanted.test(version)) {
                newest[0] = Math.max(newest[0], version.id());
            }
        };
        DomoException noV3 = read(v3(), each);
        DomoException noV2 = read(v2(), each);
        if (noV3 != null && noV2 != null) {
            throw neither(noV3, noV2);
        }
        return newest[0] < 0 ? OptionalLong.empty() : OptionalLong.of(newest[0]);
    }

    /** The version of one partition; empty where there is none. */
    OptionalLong newestOf(String tag) {
        for (int offset = 0; ; offset += PAGE) {
            List<Partition> page = client.partitions(dataSetId, PAGE, offset);
            for (Partition partition : page) {
                if (partition.partitionId().equals(tag)) {
                    return partition.dataId();
                }
            }
            if (page.size() < PAGE) {
                return OptionalLong.empty();
            }
        }
    }

    private Listing v3() {
        return version -> client.eachVersionV3(dataSetId, OptionalLong.empty(), version);
    }

    private Listing v2() {
        return version -> client.eachVersionV2(dataSetId, version);
    }

    private Seen look(Listing v3, Predicate<DataVersion> wanted, Predicate<List<DataVersion>> settlesIt) {
        List<DataVersion> seen = new ArrayList<>();
        Consumer<DataVersion> each = version -> {
            if (wanted.test(version)) {
                seen.add(version);
            }
        };
        // What came before a list broke off was listed all the same.
        DomoException noV3 = read(v3, each);
        if (settlesIt.test(seen)) {
            return new Seen(List.copyOf(seen), true);
        }
        DomoException noV2 = read(v2(), each);
        if (noV3 != null && noV2 != null && seen.isEmpty()) {
            throw neither(noV3, noV2);
        }
        return new Seen(List.copyOf(seen), !isForNow(noV3) && !isForNow(noV2));
    }

    private static boolean hasSuccess(List<DataVersion> versions) {
        return versions.stream().anyMatch(version -> version.status() == VersionStatus.SUCCESS);
    }

    /** Returns why it could not be read, or null. */
    private static DomoException read(Listing list, Consumer<DataVersion> each) {
        try {
            list.each(each);
            return null;
        } catch (DomoException failure) {
            return failure;
        }
    }

    /** Whether what could not be read may be read later; a right may be missing for one of the lists and never come. */
    private static boolean isForNow(DomoException failure) {
        return failure != null
                && !(failure instanceof DomoException.Refused refused && !refused.mayPass())
                && !(failure instanceof DomoException.Unauthorized denied && denied.status() == FORBIDDEN);
    }

    /** The one of the two that leaves most hope. */
    private DomoException neither(DomoException noV3, DomoException noV2) {
        DomoException failure = List.of(noV3, noV2).stream()
                .min(Comparator.comparing(VersionLists::hopelessness))
                .orElseThrow();
        String text = "Neither list of the data versions of DataSet " + dataSetId
                + " can be read, so it can't be found out what has been committed. ";
        if (failure instanceof DomoException.Unauthorized denied) {
            return new DomoException.Unauthorized(
                    text + "Give the token's user the right to see the DataSet's history. " + denied.getMessage(),
                    denied.status());
        }
        if (failure instanceof DomoException.Refused refused) {
            return new DomoException.Refused(
                    text + refused.getMessage(),
                    refused.status(),
                    refused.json(),
                    refused.domoMessage(),
                    refused.toe());
        }
        return failure;
    }

    private static int hopelessness(DomoException failure) {
        if (failure instanceof DomoException.Refused refused) {
            return refused.mayPass() ? 1 : 3;
        }
        return failure instanceof DomoException.Unauthorized ? 2 : 0;
    }
}
