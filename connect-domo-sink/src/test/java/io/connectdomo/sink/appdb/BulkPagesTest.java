package io.connectdomo.sink.appdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.http.DomoException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is learned from a refusal needs proof, and is asked again. */
class BulkPagesTest {
    private static final BulkPages.Kind CREATE = BulkPages.Kind.CREATE;
    private final DomoException.Refused noPage = new DomoException.Refused("No such page.", 404, true, "", "");
    private final DomoException.Refused gateway = new DomoException.Refused("No such page.", 404, false, "", "");

    private final AtomicLong nanos = new AtomicLong();
    private final BulkPages pages = new BulkPages("c", CollectionSettings.Bulk.AUTO, nanos::get);

    @Test
    void aPageThatDomoSaysIsMissingIsAskedAgainEachHour() {
        assertThat(lacks(noPage)).isTrue();
        assertThat(pages.has(CREATE)).isFalse();
        assertThat(pages.has(BulkPages.Kind.UPDATE)).isTrue();
        after(Duration.ofMinutes(59));
        assertThat(pages.has(CREATE)).isFalse();
        after(Duration.ofMinutes(1));
        assertThat(pages.has(CREATE)).isTrue();
        assertThat(lacks(noPage)).isTrue();
        assertThat(pages.has(CREATE)).isFalse();
        after(Duration.ofHours(1));
        pages.works(CREATE);
        assertThat(pages.has(CREATE)).isTrue();
    }

    @Test
    void aPageThatWorkedIsNotMissingForOneRefusal() {
        pages.works(CREATE);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> lacks(noPage)).isInstanceOf(DomoException.Retriable.class);
            assertThat(pages.has(CREATE)).isTrue();
            pages.works(CREATE);
        }
    }

    @Test
    void butWhenItIsRefusedAgainAndAgainWhileDomoAnswersForTheCollection() {
        pages.works(CREATE);
        assertThatThrownBy(() -> lacks(noPage)).isInstanceOf(DomoException.Retriable.class);
        assertThatThrownBy(() -> lacks(noPage)).isInstanceOf(DomoException.Retriable.class);
        assertThat(lacks(noPage)).isTrue();
        assertThat(pages.has(CREATE)).isFalse();
    }

    @Test
    void whoDoesNotAnswerForTheCollectionProvesNothing() {
        for (int i = 0; i < 10; i++) {
            assertThat(pages.lacks(CREATE, gateway, true, () -> {
                        throw gateway;
                    }))
                    .isFalse();
        }
        assertThat(pages.has(CREATE)).isTrue();
        assertThat(lacks(gateway)).isFalse();
        assertThat(lacks(gateway)).isFalse();
        assertThat(lacks(gateway)).isTrue();
    }

    @Test
    void noneIsUsedWhereTheUserWantsNone() {
        assertThat(new BulkPages("c", CollectionSettings.Bulk.FALSE, nanos::get).has(CREATE))
                .isFalse();
    }

    private boolean lacks(DomoException.Refused refusal) {
        return pages.lacks(CREATE, refusal, true, () -> {});
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
