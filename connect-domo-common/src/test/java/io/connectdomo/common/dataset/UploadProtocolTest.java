package io.connectdomo.common.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.testing.Compats;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of {@link UploadProtocol}, row by row. */
class UploadProtocolTest {
    private static final Optional<String> NO_TAG = Optional.empty();
    private static final Optional<String> TAG = Optional.of("2024-01");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "APPEND  | APPEND_ID    | {'action':null,'appendId':null,'message':'m'} | {'action':'APPEND','index':true,'message':'m'}",
                "REPLACE | APPEND_ID    | {'action':null,'appendId':null,'message':'m'} | {'action':'REPLACE','index':true,'message':'m'}",
                "UPSERT  | APPEND_ID    | {'appendId':'upsert','message':'m'}           | {'action':'APPEND','index':true,'message':'m'}",
                "UPSERT  | KEYED_APPEND | {'action':null,'appendId':null,'message':'m'} | {'action':'APPEND','index':true,'message':'m'}",
                "UPSERT  | ACTION       | {'action':null,'appendId':null,'message':'m'} | {'action':'UPSERT','index':true,'message':'m'}",
                "DELETE  | APPEND_ID    | {'appendId':'delete','message':'m'}           | {'message':'m'}",
            })
    void bodiesPerMode(UploadMode mode, DomoCompat.Upsert upsert, String stageOne, String commit) {
        UploadProtocol protocol = new UploadProtocol(Compats.with(upsert));
        assertThat(protocol.query(mode, NO_TAG)).isEmpty();
        assertThat(protocol.stageOne(mode, NO_TAG, "m")).hasToString(stageOne.replace('\'', '"'));
        assertThat(protocol.commit(mode, NO_TAG, true, "m")).hasToString(commit.replace('\'', '"'));
    }

    @Test
    void aDeleteMayCommitWithActionAndIndex() {
        UploadProtocol protocol = new UploadProtocol(Compats.with(DomoCompat.DeleteCommit.ACTION_INDEX));
        assertThat(protocol.commit(UploadMode.DELETE, NO_TAG, false, "m"))
                .hasToString("{\"action\":\"APPEND\",\"index\":false,\"message\":\"m\"}");
        assertThat(protocol.commitMayIndex(UploadMode.DELETE)).isTrue();
        assertThat(new UploadProtocol(DomoCompat.DEFAULT).commitMayIndex(UploadMode.DELETE))
                .isFalse();
    }

    @Test
    void aPartitionIsNamedByDataTag() {
        UploadProtocol protocol = new UploadProtocol(DomoCompat.DEFAULT);
        assertThat(protocol.query(UploadMode.REPLACE, TAG)).isEqualTo(Map.of("dataTag", "2024-01"));
        assertThat(protocol.stageOne(UploadMode.REPLACE, TAG, "m"))
                .hasToString("{\"action\":null,\"appendId\":\"latest\",\"message\":\"m\"}");
        assertThat(protocol.commit(UploadMode.REPLACE, TAG, true, "m"))
                .hasToString("{\"action\":\"APPEND\",\"index\":true,\"dataTag\":\"2024-01\",\"appendId\":\"latest\","
                        + "\"message\":\"m\"}");
    }

    @Test
    void aPartitionIsNamedByRestateDataTag() {
        UploadProtocol protocol = new UploadProtocol(Compats.with(DomoCompat.Partition.RESTATE_DATA_TAG));
        assertThat(protocol.query(UploadMode.REPLACE, TAG)).isEqualTo(Map.of("restateDataTag", "2024-01"));
        assertThat(protocol.stageOne(UploadMode.REPLACE, TAG, "m"))
                .hasToString("{\"action\":null,\"appendId\":null,\"message\":\"m\"}");
        assertThat(protocol.commit(UploadMode.REPLACE, TAG, true, "m"))
                .hasToString("{\"action\":\"APPEND\",\"index\":true,\"restateDataTag\":\"2024-01\",\"message\":\"m\"}");
    }

    @ParameterizedTest
    @EnumSource(names = "REPLACE", mode = EnumSource.Mode.EXCLUDE)
    void onlyReplaceTakesATag(UploadMode mode) {
        UploadProtocol protocol = new UploadProtocol(DomoCompat.DEFAULT);
        assertThatThrownBy(() -> protocol.query(mode, TAG)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> protocol.commit(mode, TAG, true, "m")).isInstanceOf(IllegalArgumentException.class);
    }
}
