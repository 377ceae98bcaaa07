package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartStoreTest {
    /** A data version keeps its parts for good; their bytes would fill the heap in an hour of commits. */
    @Test
    void aReleasedPartHoldsNoBytes(@TempDir Path directory) throws IOException {
        PartStore store = new PartStore(directory);
        StoredPart part = store.store(new ByteArrayInputStream("1,a\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(part.heldInMemory()).isEqualTo(4);
        store.release(part);
        assertThat(part.heldInMemory()).isZero();
    }
}
