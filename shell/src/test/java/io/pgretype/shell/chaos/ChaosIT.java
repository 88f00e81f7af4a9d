package io.pgretype.shell.chaos;

import io.pgretype.testkit.CrashableServer;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.testkit.WireProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whole changes under live traffic, each disturbed as its seed says. {@code .ci/chaos} plays many more; the system
 * properties {@code chaos.seed} and {@code chaos.schedules} say which and how many.
 */
class ChaosIT {

    private static final long FIRST_SEED = Long.getLong("chaos.seed", 1);
    private static final int SCHEDULES = Integer.getInteger("chaos.schedules", 3);
    private static final int ROWS = Integer.getInteger("chaos.rows", 20_000);

    @Test
    void everyScheduleEndsWithNothingLostAndNothingSaidThatIsNotSo() throws Exception {
        List<String> failures = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        Duration longest = Duration.ZERO;
        CrashableServer server = CrashableServer.start();
        try (WireProxy proxy =
                        WireProxy.to(server.server().host(), server.server().port());
                Resident resident = new Resident();
                TestDatabase model = Site.model(server, ROWS)) {
            for (long seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
                Schedule schedule = Schedule.of(seed);
                long start = System.nanoTime();
                String ending = "ok";
                try (Site site = new Site(server, proxy, resident, model, schedule)) {
                    Play play = new Play(site, schedule);
                    try {
                        Play.Report report = play.run();
                        report.counts().forEach((what, count) -> counts.merge(what, count, Integer::sum));
                        longest = longest.compareTo(report.longest()) < 0 ? report.longest() : longest;
                        ending = "ok, longest statement %d ms"
                                .formatted(report.longest().toMillis());
                    } catch (Exception | AssertionError e) {
                        ending = "FAILED";
                        failures.add("%s%n%s%n%s%nagain: .ci/chaos --seed %d --schedules 1"
                                .formatted(schedule, play.log(), e, schedule.seed()));
                        // Whatever still runs there belongs to no schedule any more.
                        resident.kill();
                        System.out.println(failures.get(failures.size() - 1));
                    }
                }
                System.out.printf("chaos: seed %d %s, %.1f s%n", seed, ending, (System.nanoTime() - start) / 1e9);
            }
        }
        System.out.printf(
                "chaos: %d schedules, %d failed; longest statement of the application %d ms; %s%n",
                SCHEDULES, failures.size(), longest.toMillis(), counts);
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("%n%n".formatted(), failures));
        }
    }
}
