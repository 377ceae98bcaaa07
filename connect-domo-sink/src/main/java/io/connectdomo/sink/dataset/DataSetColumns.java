package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetLabel;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.dataset.IndexStatus;
import io.connectdomo.common.dataset.SchemaDocument;
import java.util.Optional;

/**
 * The columns of one DataSet. Every method that asks Domo makes one try and throws a
 * {@link io.connectdomo.common.http.DomoException}. Uploader threads; thread-safe.
 */
interface DataSetColumns {
    /** How the DataSet is called in logs and messages. */
    DataSetLabel label();

    /** Asks for the name where it is not known, not too often; between nothing that must follow each other closely. */
    void learnName();

    DataSetSchema schema();

    /** The schema with all that has to be sent back to {@link #alterSchema}. */
    SchemaDocument schemaDocument();

    /**
     * Replaces the whole schema.
     *
     * @param deadlineMs hard, from now: it lands by then or never
     */
    void alterSchema(SchemaDocument schema, long deadlineMs);

    /** Asks for an index; the key for {@link #indexStatus}, empty where Domo gives none. */
    Optional<String> index();

    IndexStatus indexStatus(String requestKey);
}
