package io.connectdomo.doctor.question;

import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.doctor.ask.Setup;

/** Makes DataSets that are deleted in the end. */
final class ScratchDataSets {
    private ScratchDataSets() {}

    /** Its id. Not repeated: of a creation whose reply is lost nobody knows the id. */
    static String make(Setup setup, String role, DataSetSchema schema) {
        String name = setup.scratch().name(role);
        return setup.scratch()
                .make(
                        "DataSet",
                        name,
                        () -> setup.instance().dataSets().create(name, schema),
                        id -> setup.instance()
                                .patientlyDo(() -> setup.instance().dataSets().delete(id)));
    }
}
