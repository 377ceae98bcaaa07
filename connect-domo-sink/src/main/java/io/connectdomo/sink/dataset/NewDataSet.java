package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Share;
import java.util.List;

/**
 * A DataSet that is found by its name, or created ({@code dataset.auto.create}). Topics of one name must agree in all of it.
 *
 * @param name exact
 * @param adopt which of this name are taken that the connector has not created
 * @param waitMs how long those who do not own partition 0 leave the creation to its owner
 * @param description empty for none; this and the following are applied once, after creation
 */
public record NewDataSet(
        String name, Adopt adopt, long waitMs, String description, List<String> tags, List<Share> shares) {
    public NewDataSet {
        tags = List.copyOf(tags);
        shares = List.copyOf(shares);
    }
}
