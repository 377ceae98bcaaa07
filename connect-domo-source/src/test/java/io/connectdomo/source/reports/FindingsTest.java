package io.connectdomo.source.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {
    private final Findings findings = new Findings(new ReportState(ReportOffset.at(0), 100), 50, 2);

    @Test
    void theOldestNewsIsHeld() {
        see(1, 40);
        see(2, ReportRun.NONE);
        see(3, 20);
        see(4, 30);
        assertThat(findings.ascending()).extracting(ReportRun::start).containsExactly(20L, 30L);
        assertThat(findings.cut()).isTrue();
    }

    @Test
    void whatFitsIsNotCut() {
        see(1, 10);
        see(2, 20);
        see(2, 20);
        assertThat(findings.cut()).isFalse();
    }

    /** Else {@code settled} would follow run 1 past run 3, which is then never looked at again. */
    @Test
    void nothingNewerThanARunThatWasLeftOutIsHeldWhereRoomComesBack() {
        see(1, 10);
        see(2, 20);
        see(3, 30);
        see(1, 40);
        assertThat(findings.ascending()).extracting(ReportRun::id).containsExactly(2L);
    }

    private void see(long id, long start) {
        findings.see(new ReportRun(id, start, ReportRun.NONE, (int) start, null));
    }
}
