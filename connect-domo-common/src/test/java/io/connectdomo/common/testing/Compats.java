package io.connectdomo.common.testing;

import io.connectdomo.common.config.DomoCompat;

/** The defaults with one answer changed. */
public final class Compats {
    private static final DomoCompat BASE = DomoCompat.DEFAULT;

    private Compats() {}

    public static DomoCompat with(DomoCompat.Upsert upsert) {
        return compat(upsert, BASE.deleteCommit(), BASE.partition());
    }

    public static DomoCompat with(DomoCompat.DeleteCommit deleteCommit) {
        return compat(BASE.upsert(), deleteCommit, BASE.partition());
    }

    public static DomoCompat with(DomoCompat.Partition partition) {
        return compat(BASE.upsert(), BASE.deleteCommit(), partition);
    }

    /** The three answers about files. */
    public static DomoCompat files(
            DomoCompat.FilePath path, DomoCompat.FileBody body, DomoCompat.FileChecksum checksum) {
        return new DomoCompat(
                BASE.apiPath(),
                BASE.upsert(),
                BASE.deleteCommit(),
                BASE.partition(),
                BASE.truncate(),
                path,
                body,
                checksum,
                BASE.datetimeFraction(),
                BASE.appDbDocuments());
    }

    private static DomoCompat compat(
            DomoCompat.Upsert upsert, DomoCompat.DeleteCommit deleteCommit, DomoCompat.Partition partition) {
        return new DomoCompat(
                BASE.apiPath(),
                upsert,
                deleteCommit,
                partition,
                BASE.truncate(),
                BASE.filePath(),
                BASE.fileBody(),
                BASE.fileChecksum(),
                BASE.datetimeFraction(),
                BASE.appDbDocuments());
    }
}
