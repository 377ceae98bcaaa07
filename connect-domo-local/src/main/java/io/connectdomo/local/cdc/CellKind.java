package io.connectdomo.local.cdc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** What makes two texts the same value, one read from a database and one from a DataSet. */
public enum CellKind {
    TEXT,
    /** 1.50 is 1.5. */
    NUMBER,
    /** Single precision, however many digits it is written with; there is one zero. */
    REAL,
    /** Double precision, as above. */
    DOUBLE,
    /** A time of day, with as many digits of a second as there are. */
    TIME,
    /** As above, with a date before it. */
    DATETIME,
    /** Whatever the white space and the order of an object's members. */
    JSON;

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Something to compare with {@code equals}; what is no such value at all equals only itself. */
    Object read(String text) {
        if (text == null) {
            return null;
        }
        try {
            return value(text);
        } catch (IllegalArgumentException | DateTimeException | JsonProcessingException e) {
            return "no " + this + ": " + text;
        }
    }

    private Object value(String text) throws JsonProcessingException {
        return switch (this) {
            case TEXT -> text;
            case NUMBER -> plain(new BigDecimal(text).stripTrailingZeros());
            case REAL -> Float.parseFloat(text) + 0.0f;
            case DOUBLE -> Double.parseDouble(text) + 0.0;
            case TIME -> LocalTime.parse(text);
            case DATETIME -> LocalDateTime.parse(text);
            case JSON -> MAPPER.readTree(text);
        };
    }

    /** 100 in messages, and not 1E+2. */
    private static BigDecimal plain(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
