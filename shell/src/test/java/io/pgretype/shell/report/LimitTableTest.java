package io.pgretype.shell.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Limit;
import io.pgretype.control.LiveControl.InForce;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LimitTableTest {

    @Test
    void whatIsLimitedIsBesideWhereThatFits() {
        assertThat(LimitTable.lines(List.of(
                        new InForce(Limit.WORKERS, OptionalLong.of(4), "alice"),
                        new InForce(Limit.MAX_LAG, OptionalLong.empty(), "default"))))
                .containsExactly(
                        "limit    value  from     of what",
                        "workers  4      alice    transactions at the same time",
                        "max-lag  none   default  how far a replica may be behind");
    }

    @Test
    void elseItIsBelow() {
        List<String> lines = LimitTable.lines(Arrays.stream(Limit.values())
                .map(limit -> new InForce(limit, limit.byDefault(), "set by an operator with a long name"))
                .toList());

        assertThat(lines).allMatch(line -> line.length() <= 80);
        assertThat(lines)
                .containsSubsequence(
                        "max-slowdown      150%   set by an operator with a long name",
                        "    a commit's latency against what it is without us");
    }
}
