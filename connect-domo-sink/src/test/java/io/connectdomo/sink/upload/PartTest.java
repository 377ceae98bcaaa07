package io.connectdomo.sink.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.sink.task.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part is sent whole, or its request ends. */
class PartTest {
    private static final byte[] ROWS = "1,a\n2,b\n".getBytes(StandardCharsets.UTF_8);

    private final MemoryBudget memory = new MemoryBudget(1_000_000);
    private final ByteArrayOutputStream connection = new ByteArrayOutputStream();

    private Part part() {
        ChunkBuffer buffer = new ChunkBuffer(memory);
        buffer.append(ROWS, ROWS.length);
        return buffer.detach();
    }

    @Test
    void itsBytesAreAsManyAsItsLengthSays() throws IOException {
        Part part = part();
        part.writeTo(connection);
        assertThat(connection.toByteArray()).isEqualTo(ROWS);
        assertThat(part.length()).isEqualTo(ROWS.length);
    }

    /** Found by the crash matrix: Domo waited for the bytes that the head of the request had promised, and the lane for Domo. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPartGivenUpBetweenTheHeadOfItsRequestAndItsBytesEndsTheRequest(boolean gzip) {
        Part part = part();
        if (gzip) {
            part.compress();
        }
        assertThat(part.length()).isPositive();
        part.release();
        assertThatThrownBy(() -> part.writeTo(connection)).isInstanceOf(IOException.class);
        assertThat(connection.size()).isZero();
        assertThat(memory.used()).isZero();
    }
}
