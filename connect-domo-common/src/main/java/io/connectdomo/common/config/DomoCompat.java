package io.connectdomo.common.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * Where Domo's pages disagree, the answer that this connector is configured with: the parsed {@code domo.compat.*} keys
 * (contract.md 1). Every use of one of these values is in one place of the code.
 *
 * @param apiPath what stands between the base URL and an API path: {@code /api} or empty, never with a slash at its end
 */
public record DomoCompat(
        String apiPath,
        Upsert upsert,
        DeleteCommit deleteCommit,
        Partition partition,
        Truncate truncate,
        FilePath filePath,
        FileBody fileBody,
        FileChecksum fileChecksum,
        DatetimeFraction datetimeFraction,
        AppDbDocuments appDbDocuments) {

    /** The defaults of contract.md 1. */
    public static final DomoCompat DEFAULT = new DomoCompat(
            "/api",
            Upsert.APPEND_ID,
            DeleteCommit.MESSAGE,
            Partition.DATA_TAG,
            Truncate.NO_PART,
            FilePath.PRODUCT,
            FileBody.RAW,
            FileChecksum.NONE,
            DatetimeFraction.MILLIS,
            AppDbDocuments.AUTO);

    public DomoCompat {
        Objects.requireNonNull(apiPath, "apiPath");
        Objects.requireNonNull(upsert, "upsert");
        Objects.requireNonNull(deleteCommit, "deleteCommit");
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(truncate, "truncate");
        Objects.requireNonNull(filePath, "filePath");
        Objects.requireNonNull(fileBody, "fileBody");
        Objects.requireNonNull(fileChecksum, "fileChecksum");
        Objects.requireNonNull(datetimeFraction, "datetimeFraction");
        Objects.requireNonNull(appDbDocuments, "appDbDocuments");
    }

    /** How an upload says that it is an upsert ({@code domo.compat.upsert}; observed-behaviour.md 1.5). */
    public enum Upsert {
        /** Stage 1 {@code {"appendId":"upsert"}}, commit {@code {"action":"APPEND",…}}. */
        APPEND_ID,
        /** A plain append: the DataSet's key columns alone make it an upsert. */
        KEYED_APPEND,
        /** A plain stage 1, commit {@code {"action":"UPSERT",…}}. */
        ACTION
    }

    /** The commit of a delete upload ({@code domo.compat.delete.commit}; dataset.md, "Delete Mode Usage"). */
    public enum DeleteCommit {
        /** Commit {@code {"message":…}} as the page shows; indexing is asked for afterwards. */
        MESSAGE,
        /** Commit {@code {"action":"APPEND","index":…,"message":…}}, as for the other modes. */
        ACTION_INDEX
    }

    /** How an upload names the partition that it replaces ({@code domo.compat.partition}; observed-behaviour.md 1.6). */
    public enum Partition {
        /** Stage 1 {@code ?dataTag=}, commit {@code {"action":"APPEND","appendId":"latest","dataTag":…}}. */
        DATA_TAG,
        /** Stage 1 {@code ?restateDataTag=}, commit {@code {"action":"APPEND","restateDataTag":…}}. */
        RESTATE_DATA_TAG
    }

    /** How a DataSet is emptied ({@code domo.compat.truncate}; observed-behaviour.md 13). */
    public enum Truncate {
        /** A REPLACE upload is committed without any part. */
        NO_PART,
        /** A REPLACE upload is committed with one part of zero bytes. */
        EMPTY_PART
    }

    /** Where Domo files are ({@code domo.compat.file.path}; files-and-multipart.md). */
    public enum FilePath {
        /** {@code /api/data/v1/data-files…} */
        PRODUCT,
        /** {@code /domo/data-files/v1…} */
        APP
    }

    /** The body of a single-request file upload ({@code domo.compat.file.body}; files-and-multipart.md). */
    public enum FileBody {
        /** The bytes of the file and nothing else. */
        RAW,
        /** {@code multipart/form-data} with the form field {@code file}. */
        MULTIPART
    }

    /** What the query parameter {@code checksum} of a file's part carries ({@code domo.compat.file.checksum}). */
    public enum FileChecksum {
        /** The parameter is left out. */
        NONE,
        /** The algorithm's name: {@code sha256}. */
        SHA256,
        /** The part's SHA-256 in hexadecimal digits. */
        HEX
    }

    /** Fractions of a second in DATETIME cells ({@code domo.compat.datetime.fraction}). */
    public enum DatetimeFraction {
        /** {@code .SSS} where the milliseconds are not zero. */
        MILLIS,
        /** Never; what is finer than a second is cut off. */
        NONE
    }

    /** Which of AppDB's pages write documents ({@code domo.compat.appdb.documents}; docs/domo-facts.md, "AppDB"). */
    public enum AppDbDocuments {
        /** v2's; where they are not there, v1's. */
        AUTO,
        /** {@code /datastores/v2/collections/…/documents…} */
        V2,
        /** {@code /datastores/v1/collections/…/documents…}, as product-apis.md has them. */
        V1
    }

    static DomoCompat of(AbstractConfig config) {
        return new DomoCompat(
                config.getString(DomoConnectionConfig.COMPAT_API_PATH),
                parse(Upsert.class, config, DomoConnectionConfig.COMPAT_UPSERT),
                parse(DeleteCommit.class, config, DomoConnectionConfig.COMPAT_DELETE_COMMIT),
                parse(Partition.class, config, DomoConnectionConfig.COMPAT_PARTITION),
                parse(Truncate.class, config, DomoConnectionConfig.COMPAT_TRUNCATE),
                parse(FilePath.class, config, DomoConnectionConfig.COMPAT_FILE_PATH),
                parse(FileBody.class, config, DomoConnectionConfig.COMPAT_FILE_BODY),
                parse(FileChecksum.class, config, DomoConnectionConfig.COMPAT_FILE_CHECKSUM),
                parse(DatetimeFraction.class, config, DomoConnectionConfig.COMPAT_DATETIME_FRACTION),
                parse(AppDbDocuments.class, config, DomoConnectionConfig.COMPAT_APPDB_DOCUMENTS));
    }

    /** How the constant is written in a configuration: its name in lower case. */
    static String configured(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static List<String> configured(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(DomoCompat::configured)
                .toList();
    }

    private static <E extends Enum<E>> E parse(Class<E> type, AbstractConfig config, String key) {
        return Enum.valueOf(type, config.getString(key).toUpperCase(Locale.ROOT));
    }
}
