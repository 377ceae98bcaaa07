package io.connectdomo.emulator;

/** Under which id a data version is shown: that of its upload, unless the dialect says otherwise. */
final class VersionIds {
    private static final long OTHER = 100_000;

    private final Dialects dialects;

    VersionIds(Dialects dialects) {
        this.dialects = dialects;
    }

    long shown(DataVersion version) {
        return version.id() + offset();
    }

    /** The version that is shown under this id. */
    DataVersion find(DataSet dataSet, String shownId) {
        try {
            return dataSet.version(Long.parseLong(shownId.trim()) - offset());
        } catch (NumberFormatException e) {
            throw new DomoError(400, "A data version's id is a whole number", e);
        }
    }

    private long offset() {
        boolean other = dialects.speaks(Dialect.VERSION_OTHER_ID) || dialects.speaks(Dialect.VERSION_OTHER_ID_LATE);
        return other ? OTHER : 0;
    }
}
