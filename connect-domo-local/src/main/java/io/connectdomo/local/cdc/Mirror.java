package io.connectdomo.local.cdc;

import io.connectdomo.local.EmulatorProcess;
import io.connectdomo.local.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** The DataSets that tables stream into: each found by its table's name, and compared through SQL on both sides. */
public final class Mirror {
    private final Postgres postgres;
    private final EmulatorProcess domo;

    public Mirror(Postgres postgres, EmulatorProcess domo) {
        this.postgres = postgres;
        this.domo = domo;
    }

    /** Every row of these tables. */
    public Comparison compare(List<ComparedTable> tables) {
        try (Connection database = postgres.connect()) {
            try (Statement statement = database.createStatement()) {
                statement.execute("SET TIME ZONE 'UTC'");
            }
            Comparison all = Comparison.NOTHING;
            for (ComparedTable table : tables) {
                all = all.plus(Comparison.of(table, table.expected(database), table.found(rows(table))));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("The tables could not be read: " + e.getMessage(), e);
        }
    }

    /** None while there is no DataSet yet. */
    private List<Map<String, String>> rows(ComparedTable table) {
        List<String> ids = domo.dataSetsNamed(table.name());
        if (ids.size() > 1) {
            throw new IllegalStateException("There are several DataSets named " + table.name() + ": " + ids);
        }
        return ids.isEmpty() ? List.of() : domo.dataSets().query(ids.get(0), table.dataSetSql());
    }
}
