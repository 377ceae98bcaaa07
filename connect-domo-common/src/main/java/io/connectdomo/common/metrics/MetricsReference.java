package io.connectdomo.common.metrics;

/** Writes docs/metrics.md from the catalogues; a test holds the page to it. */
final class MetricsReference {
    private final StringBuilder page = new StringBuilder();

    private MetricsReference() {}

    static String page() {
        MetricsReference reference = new MetricsReference();
        reference.write();
        return reference.page.toString();
    }

    private void write() {
        page.append("""
                # Metrics

                Written from the code (`MetricsReferenceTest`); not to be edited by hand.

                Both plugins show these in the worker's JMX, beside Kafka's own. All values are whole numbers. Counters begin at 0 when
                a task starts and only grow; the rest are gauges. Beans come with the task, the destination's first record or the feed,
                and go when the task stops. Names have no part that comes from records. On workers from Kafka 4.1 on the same are also
                among the worker's own metrics (group `plugins`, tag `kind` for the bean's type), and so reach its other reporters.
                """);
        bean(
                "Sink task",
                "io.connectdomo:type=sink-task,connector=\"…\",task=N",
                "Beside these it has every attribute of its destinations (below): counts added up, of ages the longest, of what is"
                        + " left the shortest.",
                SinkTaskMetric.values());
        bean(
                "Sink destination",
                "io.connectdomo:type=sink-destination,connector=\"…\",task=N,target=dataset,destination=\"…\"",
                "`target` is `dataset`, `appdb`, `fileset` or `file`; `destination` is the id of the DataSet, collection or FileSet"
                        + " (of a DataSet that is not found yet, its name), or the topic of files. The beans of DataSets have one text beside the"
                        + " numbers, `dataset-name`: the DataSet's name, empty while it is not known. Of more than 500 destinations of a"
                        + " task the rest are together in `target=all,destination=\"others\"`.",
                SinkDestinationMetric.values());
        bean(
                "Source task",
                "io.connectdomo:type=source-task,connector=\"…\",task=N",
                "Beside these it has every attribute of its feeds (below), put together in the same way.",
                SourceTaskMetric.values());
        bean(
                "Source feed",
                "io.connectdomo:type=source-feed,connector=\"…\",task=N,feed=activity-log",
                "`feed` is `activity-log`, `stream-executions` (all streams of the task) or `report-history`.",
                SourceFeedMetric.values());
    }

    private void bean(String title, String name, String about, Metric[] metrics) {
        page.append("\n## ")
                .append(title)
                .append("\n\n`")
                .append(name)
                .append("`\n\n")
                .append(about)
                .append("\n\n| attribute | kind | unit | meaning |\n|---|---|---|---|\n");
        for (Metric metric : metrics) {
            page.append("| `")
                    .append(metric.attribute())
                    .append("` | ")
                    .append(metric.kind().title())
                    .append(" | ")
                    .append(metric.unit())
                    .append(" | ")
                    .append(metric.meaning())
                    .append(". |\n");
        }
    }
}
