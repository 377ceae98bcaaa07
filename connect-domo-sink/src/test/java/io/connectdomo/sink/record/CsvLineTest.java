package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;

/** A cell that is copied out of a line is the bytes that were written into it. */
class CsvLineTest {
    @Property
    void everyCellIsFoundAgain(
            @ForAll @Size(min = 1, max = 6)
                    List<@Chars({',', '"', '\n', 'a', ' '}) @CharRange(from = 'a', to = 'c') String> texts)
            throws UnfitException {
        CsvText text = new CsvText();
        CsvBuffer line = new CsvBuffer();
        List<String> cells = new ArrayList<>();
        for (String each : texts) {
            if (line.length() > 0) {
                line.put(',');
            }
            CsvBuffer cell = new CsvBuffer();
            text.write(each, cell);
            cells.add(new String(cell.toByteArray(), StandardCharsets.UTF_8));
            line.put(cell.bytes, 0, cell.length);
        }
        line.put('\n');
        for (int i = 0; i < cells.size(); i++) {
            CsvBuffer found = new CsvBuffer();
            CsvLine.copyCell(line.toByteArray(), i, found);
            assertThat(new String(found.toByteArray(), StandardCharsets.UTF_8)).isEqualTo(cells.get(i));
        }
    }
}
