package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Collections, FileSets and files on the page; what is not there is left out. */
final class PageStores {
    private static final int MOST = 50;
    private static final int NEWEST = 5;
    private static final int CONTENT_CHARS = 300;

    private final AppDb appDb;
    private final FileSets fileSets;
    private final DataFiles files;

    PageStores(AppDb appDb, FileSets fileSets, DataFiles files) {
        this.appDb = appDb;
        this.fileSets = fileSets;
        this.files = files;
    }

    void put(ObjectNode json) {
        ArrayNode stores = json.putArray("stores");
        appDb.all().stream().limit(MOST).forEach(collection -> collection(stores.addObject(), collection));
        fileSets.all().stream()
                .limit(MOST)
                .forEach(set -> files(stores, "FileSet", set.name(), fileSets.files(set.id())));
        List<FileInfo> all = files.files();
        if (!all.isEmpty()) {
            files(stores, "Files", "Domo files", all);
        }
    }

    private static void collection(ObjectNode json, AppCollection collection) {
        AppCollection.Totals totals = collection.totals();
        json.put("kind", "AppDB collection");
        json.put("name", collection.name());
        json.put("counts", collection.size() + " documents");
        json.put(
                "more",
                totals.created() + " created, " + totals.updated() + " updated, " + totals.deleted() + " deleted");
        ArrayNode newest = json.putArray("newest");
        collection
                .newest(NEWEST)
                .forEach(document ->
                        newest.add(PageStatus.shortened(document.content().toString(), CONTENT_CHARS)));
    }

    private static void files(ArrayNode stores, String kind, String name, List<FileInfo> all) {
        ObjectNode json = stores.addObject();
        json.put("kind", kind);
        json.put("name", name);
        json.put("counts", all.size() + " files");
        json.put("more", all.stream().mapToLong(FileInfo::size).sum() + " bytes");
        ArrayNode newest = json.putArray("newest");
        all.subList(Math.max(0, all.size() - NEWEST), all.size())
                .forEach(file -> newest.add(PageStatus.shortened(
                        file.path() + ", " + file.size() + " bytes, written " + file.writes() + " ×, SHA-256 "
                                + file.sha256(),
                        CONTENT_CHARS)));
    }
}
