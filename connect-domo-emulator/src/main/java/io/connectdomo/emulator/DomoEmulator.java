package io.connectdomo.emulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A stand-in for a Domo instance: real HTTP, strict about what it takes, with faults and dialects on demand. Thread-safe. Rows live
 * as long as the emulator.
 */
public final class DomoEmulator implements AutoCloseable {

    static {
        // The JDK's server writes headers and body apart; with Nagle's algorithm that costs 40 ms a reply.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final EmulatorOptions options;
    private final Database database;
    private final PartStore partStore;
    private final Indexer indexer;
    private final Queries queries;
    private final DataSets dataSets;
    private final SearchIndex search;
    private final ExecutorService workers;
    private final HttpServer server;
    private final Catalog catalog = new Catalog();
    private final Faults faults;
    private final Dialects dialects = new Dialects();
    private final RequestJournal journal = new RequestJournal();
    private final ActivityLog activityLog;
    private final Streams streams;
    private final ReportHistory reports;
    private final AppDb appDb;
    private final Blobs blobs;
    private final FileSets fileSets;
    private final FileSessions fileSessions = new FileSessions();
    private final DataFiles files;
    /** Null where the machine's clock is the emulator's, which the server's own Date header tells. */
    private final DateRelay relay;

    private DomoEmulator(EmulatorOptions options) throws IOException, SQLException {
        this.options = options;
        this.faults = new Faults(options.clock());
        Path scratch = Directories.scratch(options.dataDir());
        this.database = options.dataDir() == null ? Database.inMemory() : Database.inFile(scratch);
        this.partStore = new PartStore(scratch);
        RowStore rows = new RowStore(database);
        // Rows were checked at the commit, under the dialect of that time: loading takes both forms.
        this.indexer = new Indexer(
                rows, new RowLoader(database, new Cells(true)), partStore, options.indexDelay(), options.waiting());
        this.queries = new Queries(database);
        this.search = new SearchIndex(catalog, dialects, options.clock());
        this.dataSets = new DataSets(catalog, rows, search, options.clock());
        this.activityLog = new ActivityLog(options.clock());
        this.streams = new Streams(catalog, options.clock());
        this.reports = new ReportHistory(options.clock());
        this.appDb = new AppDb(options.clock());
        this.blobs = new Blobs(partStore);
        this.fileSets = new FileSets(blobs, options.clock());
        this.files = new DataFiles(fileSessions, blobs, dialects, options.clock());
        this.workers = Executors.newFixedThreadPool(options.threads(), Threads.daemon("emulator-http"));
        InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
        boolean machineClock = options.clock().equals(Clock.systemUTC());
        this.server = HttpServer.create(
                machineClock ? address : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.setExecutor(workers);
        Front front = front();
        server.createContext("/", front::handle);
        server.start();
        this.relay = machineClock ? null : new DateRelay(address, server.getAddress(), options.clock());
    }

    /**
     * Starts one and returns when it takes requests.
     *
     * @throws IOException when the port is taken or the scratch directory cannot be made
     */
    public static DomoEmulator start(EmulatorOptions options) throws IOException {
        try {
            return new DomoEmulator(options);
        } catch (SQLException e) {
            throw new IOException("The emulator's database could not be opened", e);
        }
    }

    private Front front() {
        DiscardCounter discard = options.discard() ? new DiscardCounter(options.countLines()) : null;
        VersionIds ids = new VersionIds(dialects);
        Committer committer = new Committer(catalog, indexer, dialects, options.clock(), discard);
        Router api = new Router();
        new DataSetApi(catalog, dataSets, queries, dialects).routes(api);
        new UploadApi(catalog, partStore, committer, dialects, options.clock(), discard).routes(api);
        new IndexApi(catalog, indexer, queries, ids, options.clock()).routes(api);
        new VersionApi(catalog, indexer, ids, dialects, options.clock()).routes(api);
        new PartitionApi(catalog, ids).routes(api);
        new QueryApi(catalog, queries).routes(api);
        new SearchApi(search, dialects, options.clock()).routes(api);
        new DetailsApi(catalog).routes(api);
        new AuditApi(activityLog, dialects).routes(api);
        new StreamApi(streams, dialects).routes(api);
        new ReportApi(reports, dialects).routes(api);
        new AppBulkApi(appDb, dialects, options.clock()).routes(api);
        new AppDbApi(appDb, dialects, options.clock()).routes(api);
        new AppCollectionApi(appDb, dialects).routes(api);
        new AppStoreApi(appDb, dialects).routes(api);
        new CreditApi(catalog, dialects).routes(api);
        new FileSetApi(fileSets, blobs, options.clock()).routes(api);
        new FileSetFilesApi(fileSets, blobs, dialects, options.clock()).routes(api);
        new FileSessionApi(fileSessions, files, blobs, dialects, options.clock()).routes(api);
        new DataFileApi(files, blobs, dialects, options.clock()).routes(api);
        Router own = new Router();
        new ControlApi(catalog, queries, faults, dialects, journal).routes(own);
        new FeedsControlApi(activityLog, streams, reports, options.clock()).routes(own);
        new StoresControlApi(appDb, fileSets, files, fileSessions).routes(own);
        new PageApi(pageStatus(), faults).routes(own);
        return new Front(
                api,
                own,
                new SameOrigin(options.host()),
                new ApiPath(dialects),
                options.token(),
                faults,
                new FaultInjector(options.waiting()),
                journal,
                dialects,
                options.clock());
    }

    private PageStatus pageStatus() {
        return new PageStatus(
                catalog,
                journal,
                dialects,
                new PageDataSets(catalog, queries),
                new PageFaults(faults),
                new PageStores(appDb, fileSets, files),
                new PageFeeds(activityLog, streams, reports, journal),
                options.clock());
    }

    /** Base URL without a trailing slash, for {@code domo.url}. */
    public String url() {
        int port = relay == null ? server.getAddress().getPort() : relay.port();
        return "http://" + options.host() + ':' + port;
    }

    /** The developer token that is accepted. */
    public String token() {
        return options.token();
    }

    /**
     * Makes an empty DataSet, as {@code POST /api/data/v2/datasources} does.
     *
     * @return its id
     */
    public String createDataSet(String name, List<ColumnSpec> columns) {
        return dataSets.create(name, "", Schema.of(1, columns)).id();
    }

    /**
     * Makes the metadata reply of a DataSet say something else, such as another {@code dataProviderType}.
     *
     * @param overrides fields of {@code GET /api/data/v3/datasources/{id}}, values as JSON takes them
     */
    public void overrideMetadata(String dataSetId, Map<String, ?> overrides) {
        catalog.get(dataSetId).metadata(Json.tree(overrides));
    }

    /**
     * The rows that can be queried, in the order in which they were indexed. NULL is null, which {@code ""} is not. Types: String,
     * Long, Double, BigDecimal, LocalDate, LocalDateTime.
     */
    public List<Map<String, Object>> rows(String dataSetId) {
        return queries.rows(catalog.get(dataSetId));
    }

    /** Indexes all that is committed, whether anybody has asked for it or not, and returns when its rows can be queried. */
    public void index(String dataSetId) {
        DataSet dataSet = catalog.get(dataSetId);
        indexer.run(dataSet, dataSet.versions(), options.clock().instant());
    }

    /** How many rows can be queried. */
    public long rowCount(String dataSetId) {
        return queries.count(catalog.get(dataSetId));
    }

    /** The commits that succeeded, oldest first. */
    public List<CommitRecord> commits(String dataSetId) {
        return catalog.get(dataSetId).commits();
    }

    /** Commits that succeeded, over all DataSets: each costs its user one credit. */
    public long credits() {
        return catalog.credits();
    }

    /** The ids of the DataSets of exactly this name, oldest first: Domo does not keep names apart. */
    public List<String> dataSetsNamed(String name) {
        return catalog.all().stream()
                .filter(dataSet -> dataSet.name().equals(name))
                .map(DataSet::id)
                .toList();
    }

    /** The columns that the next part must fit. */
    public List<ColumnSpec> columns(String dataSetId) {
        return catalog.get(dataSetId).latest().columns().stream()
                .map(column -> new ColumnSpec(column.name(), column.type(), column.key()))
                .toList();
    }

    /** What a DataSet's description says; empty where it has none. */
    public String description(String dataSetId) {
        String description = catalog.get(dataSetId).description();
        return description == null ? "" : description;
    }

    /** A DataSet's tags, in the order in which they came. */
    public List<String> tags(String dataSetId) {
        return catalog.get(dataSetId).tags();
    }

    /** Whom a DataSet is shared with, each as {@code USER:id:ACCESS}. */
    public List<String> shares(String dataSetId) {
        return catalog.get(dataSetId).shares().stream().map(Share::toString).toList();
    }

    /** The newest 10 000 requests for Domo, oldest first. */
    public List<RequestRecord> requests() {
        return journal.all();
    }

    /** How many requests for Domo there were of each kind, such as {@code POST /data/v1/data-files/multipart/{session}/commit}. */
    public Map<String, Long> requestCounts() {
        return journal.counts();
    }

    /** The feed of who did what. */
    public ActivityLog activityLog() {
        return activityLog;
    }

    /** The feed of what ran to fill DataSets. */
    public Streams streams() {
        return streams;
    }

    /** The feed of what was mailed. */
    public ReportHistory reports() {
        return reports;
    }

    /** AppDB's collections and documents. */
    public AppDb appDb() {
        return appDb;
    }

    /** FileSets and their files. */
    public FileSets fileSets() {
        return fileSets;
    }

    /** Domo's files. */
    public DataFiles files() {
        return files;
    }

    /** What goes wrong on demand. */
    public Faults faults() {
        return faults;
    }

    /** How it answers where Domo's answer is unknown. */
    public Dialects dialects() {
        return dialects;
    }

    /** Drops all connections, rows and spilled parts. */
    @Override
    public void close() throws IOException {
        if (relay != null) {
            relay.close();
        }
        server.stop(0);
        workers.shutdownNow();
        try {
            indexer.close();
            database.close();
        } catch (SQLException e) {
            throw new IOException("The emulator's database could not be closed", e);
        } finally {
            partStore.close();
        }
    }
}
