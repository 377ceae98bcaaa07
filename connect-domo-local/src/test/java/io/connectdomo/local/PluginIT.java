package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The packaged directory is a plugin: found through its service manifest, without a scan of its classes. */
@SystemTest
class PluginIT {
    @Test
    void theWorkerFindsSinkAndSourceByTheirManifests(Rig rig) {
        assertThat(rig.stack().connect().connectorPlugins())
                .contains("io.connectdomo.sink.DomoSinkConnector", "io.connectdomo.source.DomoSourceConnector");
    }
}
