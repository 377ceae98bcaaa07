package io.connectdomo.emulator;

import java.util.List;

/** Collections, FileSets and files on the emulator's page; what holds nothing is named only. */
final class StoresPage {
    private static final int NEWEST = 10;

    private final AppDb appDb;
    private final FileSets fileSets;
    private final DataFiles files;

    StoresPage(AppDb appDb, FileSets fileSets, DataFiles files) {
        this.appDb = appDb;
        this.fileSets = fileSets;
        this.files = files;
    }

    void append(StringBuilder html) {
        for (AppCollection collection : appDb.all()) {
            List<AppDocument> documents = collection.all();
            begin(html, collection.name(), documents.size() + " documents", collection.id());
            html.append("<table><tr><th>updated</th><th>content</th></tr>");
            for (AppDocument document : newest(documents)) {
                html.append("<tr>");
                Page.cell(html, document.updatedOn());
                Page.cell(html, document.content());
                html.append("</tr>");
            }
            html.append("</table></section>");
        }
        for (FileSet fileSet : fileSets.all()) {
            List<FileInfo> inIt = fileSets.files(fileSet.id());
            begin(html, fileSet.name(), inIt.size() + " files", fileSet.id());
            table(html, inIt);
        }
        List<FileInfo> all = files.files();
        if (!all.isEmpty()) {
            begin(html, "Files", all.size() + " files", "");
            table(html, all);
        }
    }

    private static <T> List<T> newest(List<T> ascending) {
        return ascending.subList(Math.max(0, ascending.size() - NEWEST), ascending.size());
    }

    private static void begin(StringBuilder html, String title, String what, String id) {
        html.append("<section><h2>").append(Page.escape(title)).append("</h2><p>");
        html.append(Page.escape(what)).append(" <span class=\"id\">");
        html.append(Page.escape(id)).append("</span></p>");
    }

    private static void table(StringBuilder html, List<FileInfo> shown) {
        html.append("<table><tr><th>id</th><th>path</th><th>bytes</th><th>writes</th><th>SHA-256</th></tr>");
        for (FileInfo file : newest(shown)) {
            html.append("<tr>");
            Page.cell(html, file.id());
            Page.cell(html, file.path());
            Page.cell(html, file.size());
            Page.cell(html, file.writes());
            Page.cell(html, file.sha256());
            html.append("</tr>");
        }
        html.append("</table></section>");
    }
}
