package io.connectdomo.common.dataset;

/**
 * How a DataSet is called in logs, messages and metrics: {@code "Orders" (id)}, and by its id alone while its name is not known.
 * Thread-safe.
 */
public final class DataSetLabel {
    private static final int LONGEST = 100;

    private final String id;
    private volatile String name = "";

    public DataSetLabel(String id) {
        this.id = id;
    }

    /**
     * The words for one DataSet.
     *
     * @param name empty where it is not known
     */
    public static String of(String name, String id) {
        return name.isEmpty() ? id : "\"" + name + "\" (" + id + ")";
    }

    /** Domo has told it. Anybody there may have given it: it stays in one line, and short. */
    public void learned(String newName) {
        String line = newName.replaceAll("(?U)[\\p{Cntrl}\\s]+", " ").strip();
        name = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    public String id() {
        return id;
    }

    /** Empty while it is not known. */
    public String name() {
        return name;
    }

    /** What is called {@code DataSet "Orders" (id)} whenever it is asked. */
    public Object asDestination() {
        return new Object() {
            @Override
            public String toString() {
                return "DataSet " + DataSetLabel.this;
            }
        };
    }

    @Override
    public String toString() {
        return of(name, id);
    }
}
