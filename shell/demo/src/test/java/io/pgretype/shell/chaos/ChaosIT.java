package io.pgretype.shell.chaos;

import static io.pgretype.ledger.PhaseCommand.ABANDON;
import static io.pgretype.ledger.PhaseCommand.BACKFILL;
import static io.pgretype.ledger.PhaseCommand.CONTRACT;
import static io.pgretype.ledger.PhaseCommand.CUTOVER;
import static io.pgretype.ledger.PhaseCommand.EXPAND;
import static io.pgretype.ledger.PhaseCommand.HARDEN;
import static io.pgretype.ledger.PhaseCommand.ROLLBACK;
import static io.pgretype.ledger.PhaseCommand.VERIFY;

import io.pgretype.testkit.CrashableServer;
import io.pgretype.testkit.Share;
import io.pgretype.testkit.WireProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Whole changes under live traffic, each disturbed as its seed says. {@code .ci/chaos} plays many more; the system
 * properties {@code chaos.seed} and {@code chaos.schedules} say which and how many.
 */
class ChaosIT {

    private static final long FIRST_SEED = Long.getLong("chaos.seed", 1);
    private static final int SCHEDULES = Integer.getInteger("chaos.schedules", 2);
    private static final int GRAPH_SCHEDULES = Integer.getInteger("chaos.graph.schedules", 1);
    private static final int ROWS = Integer.getInteger("chaos.rows", 20_000);

    private static CrashableServer server;
    private static WireProxy proxy;
    private static Resident resident;
    private static Site.Model model;
    private static Site.Model graph;

    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private Duration longest = Duration.ZERO;

    @BeforeAll
    static void open() throws Exception {
        server = CrashableServer.start();
        proxy = WireProxy.to(server.server().host(), server.server().port());
        resident = new Resident();
        model = Site.Model.create(server, new FileSubject(), ROWS);
        graph = Site.Model.create(server, new OrderSubject(), ROWS);
    }

    @AfterAll
    static void close() throws Exception {
        model.close();
        graph.close();
        resident.close();
        proxy.close();
    }

    @Test
    void everyScheduleEndsWithNothingLostAndNothingSaidThatIsNotSo() throws Exception {
        play(model, SCHEDULES);
    }

    @Test
    void everyScheduleOfAKeyGraphKeepsItsReferencesAndGivesNoNumberTwice() throws Exception {
        play(graph, GRAPH_SCHEDULES);
    }

    /** The same of a key graph has all of it and more. */
    @Test
    @EnabledIfSystemProperty(named = Share.WHOLE, matches = "true")
    void goesOnAfterSigkillInEveryPhaseAndLosesNothing() throws Exception {
        play(
                model,
                Schedule.killing(
                        FIRST_SEED,
                        List.of(EXPAND, BACKFILL, HARDEN, VERIFY, CUTOVER, ROLLBACK, VERIFY, CUTOVER, CONTRACT)));
        failIfAnyDid();
    }

    @Test
    void goesOnAfterSigkillInEveryPhaseOfAKeyGraph() throws Exception {
        play(
                graph,
                Schedule.killing(
                        FIRST_SEED,
                        List.of(
                                EXPAND, BACKFILL, HARDEN, VERIFY, CUTOVER, ROLLBACK, HARDEN, VERIFY, CUTOVER,
                                CONTRACT)));
        failIfAnyDid();
    }

    @Test
    void abandonAfterKilledPhasesLeavesTheSchemaAsItWas() throws Exception {
        play(model, Schedule.killing(FIRST_SEED, List.of(EXPAND, BACKFILL, HARDEN, ABANDON)));
        failIfAnyDid();
    }

    private void play(Site.Model on, int schedules) throws Exception {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + schedules; seed++) {
            play(on, Schedule.of(seed));
        }
        System.out.printf(
                "chaos: %d schedules, %d failed; longest statement of the application %d ms; %s%n",
                schedules, failures.size(), longest.toMillis(), counts);
        failIfAnyDid();
    }

    private void play(Site.Model on, Schedule schedule) throws Exception {
        long start = System.nanoTime();
        String ending;
        try (Site site = new Site(server, proxy, resident, on, schedule)) {
            Play play = new Play(site, schedule);
            try {
                Play.Report report = play.run();
                report.counts().forEach((what, count) -> counts.merge(what, count, Integer::sum));
                longest = longest.compareTo(report.longest()) < 0 ? report.longest() : longest;
                ending =
                        "ok, longest statement %d ms".formatted(report.longest().toMillis());
            } catch (Exception | AssertionError e) {
                ending = "FAILED";
                failures.add("%s%n%s%n%s%nagain: .ci/chaos %s--seed %d --schedules 1"
                        .formatted(schedule, play.log(), e, on == graph ? "--graph " : "", schedule.seed()));
                // Whatever still runs there belongs to no schedule any more.
                resident.kill();
                System.out.println(failures.get(failures.size() - 1));
            }
        }
        System.out.printf("chaos: seed %d %s, %.1f s%n", schedule.seed(), ending, (System.nanoTime() - start) / 1e9);
    }

    private void failIfAnyDid() {
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("%n%n".formatted(), failures));
        }
    }
}
