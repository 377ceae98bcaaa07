package io.connectdomo.common.testing;

import io.connectdomo.common.config.DomoConnectionConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Parsed configurations with a token and whatever the test adds. */
public final class Configs {
    public static final String TOKEN = "DDCIe7a6b5s3cr3tT0k3n";

    private Configs() {}

    public static DomoConnectionConfig of(String url, String... more) {
        Map<String, String> keys = new HashMap<>();
        keys.put(DomoConnectionConfig.TOKEN, TOKEN);
        keys.put(DomoConnectionConfig.URL, url);
        for (int i = 0; i < more.length; i += 2) {
            keys.put(more[i], more[i + 1]);
        }
        return DomoConnectionConfig.of(new AbstractConfig(DomoConnectionConfig.define(new ConfigDef()), keys, false));
    }
}
