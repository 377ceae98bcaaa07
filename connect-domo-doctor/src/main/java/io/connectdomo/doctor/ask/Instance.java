package io.connectdomo.doctor.ask;

import io.connectdomo.common.activity.ActivityClient;
import io.connectdomo.common.appdb.AppDbClient;
import io.connectdomo.common.appdb.DatastoreClient;
import io.connectdomo.common.appdb.DocumentPages;
import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.credits.CreditClient;
import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.files.FileClient;
import io.connectdomo.common.filesets.FileSetClient;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.common.reports.ReportClient;
import io.connectdomo.common.search.SearchClient;
import io.connectdomo.common.streams.StreamClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The instance that is asked, through the connectors' own clients. It is spoken to as a connector would with the answers so far; every
 * client is made anew, so that an answer holds from the next call on. Not thread-safe but for {@link #close}.
 */
public final class Instance implements AutoCloseable {
    private static final ConfigDef KEYS = DomoConnectionConfig.define(new ConfigDef());
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** For what may be repeated: long enough for a hiccup, short enough that an answer is still to be had. */
    private static final RetryPolicy PATIENT =
            new RetryPolicy(Optional.of(Duration.ofSeconds(8)), Duration.ofMillis(200), Duration.ofSeconds(2));

    private final Map<String, String> keys;
    private final Map<String, DomoHttp> pools;
    private final LastReply last;

    /**
     * @param keys of a connector's connection, checked before
     */
    public Instance(Map<String, String> keys) {
        this(new HashMap<>(keys), new HashMap<>(), new LastReply());
    }

    private Instance(Map<String, String> keys, Map<String, DomoHttp> pools, LastReply last) {
        this.keys = keys;
        this.pools = pools;
        this.last = last;
    }

    /** The same instance, spoken to with one key set otherwise. */
    public Instance with(String key, String value) {
        Map<String, String> changed = new HashMap<>(keys);
        changed.put(key, value);
        return new Instance(changed, pools, last);
    }

    /** From now on it is spoken to like this. */
    public void settle(Setting setting) {
        if (KEYS.configKeys().containsKey(setting.key())) {
            keys.put(setting.key(), setting.value());
        }
    }

    /** What it answered last, to whichever client. */
    public LastReply last() {
        return last;
    }

    /**
     * Repeats what may be repeated while Domo can't; never for a commit. Other than a connector, which gives rights a minute to come
     * back, it takes a 401 or 403 for the answer.
     */
    public <T> T patiently(Supplier<T> request) throws InterruptedException {
        RetryBudget budget = RetryBudget.start(PATIENT);
        while (true) {
            try {
                return request.get();
            } catch (DomoException.Retriable notNow) {
                OptionalLong delay = budget.nextDelayMs(notNow);
                if (delay.isEmpty()) {
                    throw notNow;
                }
                Thread.sleep(delay.getAsLong());
            }
        }
    }

    /** As {@link #patiently(Supplier)}, for what has no reply to speak of. */
    public void patientlyDo(Runnable request) throws InterruptedException {
        patiently(() -> {
            request.run();
            return true;
        });
    }

    public DataSetClient dataSets() {
        return new DataSetClient(http(), compat());
    }

    public FileClient files() {
        return new FileClient(http(), compat()).within(DEADLINE);
    }

    public FileSetClient fileSets() {
        return new FileSetClient(http()).within(DEADLINE);
    }

    /** With the pages that {@code domo.compat.appdb.documents} says; with v2's where it leaves that open. */
    public AppDbClient appDb() {
        boolean v1 = compat().appDbDocuments() == DomoCompat.AppDbDocuments.V1;
        return new AppDbClient(http()).within(DEADLINE).with(v1 ? DocumentPages.V1 : DocumentPages.V2);
    }

    public DatastoreClient datastores() {
        return new DatastoreClient(http(), DEADLINE);
    }

    public CreditClient credits() {
        return new CreditClient(http(), DEADLINE);
    }

    public SearchClient search() {
        return new SearchClient(http());
    }

    public ActivityClient activity() {
        return new ActivityClient(http(), DEADLINE);
    }

    public StreamClient streams() {
        return new StreamClient(http(), DEADLINE);
    }

    public ReportClient reports() {
        return new ReportClient(http(), DEADLINE);
    }

    @Override
    public synchronized void close() {
        pools.values().forEach(DomoHttp::close);
    }

    private DomoCompat compat() {
        return config().compat();
    }

    private DomoConnectionConfig config() {
        return DomoConnectionConfig.of(new AbstractConfig(KEYS, keys, false)).withTimeouts(DEADLINE, DEADLINE);
    }

    /** The path of the API is all that a pool of connections knows of the answers. */
    private synchronized DomoHttp http() {
        DomoConnectionConfig config = config();
        return pools.computeIfAbsent(config.compat().apiPath(), path -> DomoHttp.open(config, 4, last));
    }
}
