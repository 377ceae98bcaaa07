package io.connectdomo.emulator;

import java.util.List;
import java.util.stream.Collectors;

/** The page at {@code /}: made on the server, so that every text passes {@link #escape}; a script fetches it anew. */
final class Page {
    private static final int ROWS = 10;
    private static final int COMMITS = 10;
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Domo emulator</title><style>
            body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#223;background:#f6f7f9}
            h1{font-size:1.4rem} h2{font-size:1.1rem;margin:0} .id,.quiet{color:#778;font-size:.85rem}
            section{background:#fff;border:1px solid #dde;border-radius:8px;padding:1rem 1.2rem;margin:1rem 0;overflow-x:auto}
            table{border-collapse:collapse;margin:.6rem 0;font-size:.85rem;width:100%}
            th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #eef;white-space:pre-wrap}
            th{color:#667;font-weight:600} td.null{color:#aab;font-style:italic}
            </style></head><body><h1>Domo emulator</h1><main id="main">
            """;
    private static final String TAIL = """
            </main><script>
            setInterval(async () => {
              try {
                const reply = await fetch('/emulator/page');
                if (reply.ok) document.getElementById('main').innerHTML = await reply.text();
              } catch (gone) { document.title = 'Domo emulator (stopped)'; }
            }, 1000);
            </script></body></html>
            """;

    private final Catalog catalog;
    private final Queries queries;
    private final FeedsPage feeds;
    private final StoresPage stores;

    Page(Catalog catalog, Queries queries, FeedsPage feeds, StoresPage stores) {
        this.catalog = catalog;
        this.queries = queries;
        this.feeds = feeds;
        this.stores = stores;
    }

    void routes(Router router) {
        router.on("GET", "/", request -> Reply.html(200, HEAD + content() + TAIL))
                .on("GET", "/emulator/page", request -> Reply.html(200, content()));
    }

    private String content() {
        StringBuilder html = new StringBuilder();
        List<DataSet> dataSets = catalog.all();
        html.append("<p>").append(dataSets.size()).append(" DataSets, ");
        html.append(catalog.credits()).append(" credits used</p>");
        for (DataSet dataSet : dataSets) {
            html.append("<section>");
            heading(html, dataSet);
            commits(html, dataSet.commits());
            rows(html, queries.newest(dataSet, ROWS));
            html.append("</section>");
        }
        stores.append(html);
        feeds.append(html);
        return html.toString();
    }

    private void heading(StringBuilder html, DataSet dataSet) {
        html.append("<h2>").append(escape(dataSet.name())).append("</h2><p>");
        html.append(queries.count(dataSet)).append(" rows, ");
        html.append(dataSet.commits().size()).append(" commits <span class=\"id\">");
        html.append(escape(dataSet.id())).append("</span></p>");
        details(html, dataSet);
    }

    private static void details(StringBuilder html, DataSet dataSet) {
        if (dataSet.description() != null && !dataSet.description().isBlank()) {
            html.append("<p>").append(escape(dataSet.description())).append("</p>");
        }
        line(html, "tags", dataSet.tags());
        line(html, "shared with", dataSet.shares());
    }

    private static void line(StringBuilder html, String what, List<?> values) {
        if (!values.isEmpty()) {
            html.append("<p class=\"quiet\">").append(what).append(": ");
            html.append(escape(values.stream().map(Object::toString).collect(Collectors.joining(", "))));
            html.append("</p>");
        }
    }

    private static void commits(StringBuilder html, List<CommitRecord> commits) {
        if (commits.isEmpty()) {
            html.append("<p class=\"quiet\">No commit yet.</p>");
            return;
        }
        html.append(
                "<table><tr><th>upload</th><th>mode</th><th>rows</th><th>parts</th><th>time</th><th>message</th></tr>");
        for (int i = commits.size() - 1; i >= Math.max(0, commits.size() - COMMITS); i--) {
            CommitRecord commit = commits.get(i);
            html.append("<tr>");
            cell(html, commit.uploadId());
            cell(html, commit.dataTag() == null ? commit.mode() : commit.mode() + " " + commit.dataTag());
            cell(html, commit.rows());
            cell(html, commit.parts());
            cell(html, commit.time());
            cell(html, commit.message() == null ? "" : commit.message());
            html.append("</tr>");
        }
        html.append("</table>");
    }

    private static void rows(StringBuilder html, Queries.Result newest) {
        html.append("<table><tr>");
        newest.columns()
                .forEach(column -> html.append("<th>").append(escape(column)).append("</th>"));
        html.append("</tr>");
        for (List<Object> row : newest.rows()) {
            html.append("<tr>");
            row.forEach(value -> cell(html, QueryApi.shown(value)));
            html.append("</tr>");
        }
        html.append("</table>");
    }

    static void cell(StringBuilder html, Object value) {
        if (value == null) {
            html.append("<td class=\"null\">NULL</td>");
        } else {
            html.append("<td>").append(escape(value.toString())).append("</td>");
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
