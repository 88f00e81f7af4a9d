package io.pgretype.shell.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.ExitStatus;
import io.pgretype.shell.chaos.Resident.Ended;
import io.pgretype.shell.chaos.Schedule.Act;
import io.pgretype.shell.traffic.PeriodReport;
import io.pgretype.shell.traffic.TrafficReport;
import io.pgretype.testkit.SchemaDump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plays a schedule to its end as an operator would: the same command again, or what the last one said to type. */
final class Play {

    private static final int MOST_ATTEMPTS = 15;
    private static final Pattern ADVICE =
            Pattern.compile("next: .*?\\./pgretype (\\w+)((?: --\\w+)*) " + Site.CHANGE + "((?: --\\w+)*)");

    private final Site site;
    private final Schedule schedule;
    private final Faults faults;
    private final List<String> log = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    Play(Site site, Schedule schedule) {
        this.site = site;
        this.schedule = schedule;
        this.faults = new Faults(site);
    }

    /**
     * What it was like.
     *
     * @param counts how often each fault met a command, and each exit status was seen
     * @param longest the application's longest statement while the server was up
     */
    record Report(Map<String, Integer> counts, Duration longest) {}

    Report run() throws Exception {
        String before = dump();
        site.traffic().start();
        for (Act act : schedule.acts()) {
            play(act);
        }
        TrafficReport traffic = site.traffic().stop();
        site.database().execute("drop index if exists stranger_0_idx, stranger_1_idx");
        checkEnd(before, traffic);
        return new Report(
                counts,
                traffic.periods().stream()
                        .filter(period -> !period.name().equals(Site.SERVER_DOWN))
                        .map(PeriodReport::longest)
                        .filter(stall -> stall != null)
                        .map(stall -> stall.length())
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO));
    }

    /** For who wants to know how it came to fail. */
    String log() {
        return String.join(System.lineSeparator(), log);
    }

    private void play(Act act) throws Exception {
        List<Fault> left = new ArrayList<>(act.faults());
        List<String> words = words(act.command());
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Fault fault = left.isEmpty() ? null : left.remove(0);
            Phase from = site.phase();
            Ended ended = type(words, fault);
            check(words, from, ended, fault);
            if (ended.status() == ExitStatus.DONE.number()
                    && words.get(0).equals(act.command().text())) {
                return;
            }
            words = next(words, act.command(), ended);
        }
        throw new AssertionError("stuck at %s".formatted(act.command().text()));
    }

    private static List<String> words(PhaseCommand command) {
        return List.of(command.text(), Site.CHANGE);
    }

    private Ended type(List<String> words, @Nullable Fault fault) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                "--url", site.urlThroughProxy(), "--changes", site.changes().toString()));
        line.addAll(words);
        long start = System.nanoTime();
        CompletableFuture<Ended> running = site.resident().type(line);
        if (fault != null) {
            faults.happen(fault, running);
            count(fault.kind().name());
        }
        Ended ended;
        try {
            ended = running.get(3, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "%s does not end; sessions: %s"
                            .formatted(words, site.database().column("""
                            select format('%s %s %s %s: %s', pid, application_name, state, wait_event, left(query, 100))
                              from pg_stat_activity
                             where datname = current_database()""")),
                    e);
        } finally {
            site.proxy().disarm();
        }
        count("exit " + ended.status());
        log.add("$ pgretype %s   # %s; %d ms, exit status %d%n%s"
                .formatted(
                        String.join(" ", words),
                        fault,
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                        ended.status(),
                        ended.output().strip()));
        return ended;
    }

    /** What it says must be so. */
    private void check(List<String> words, Phase from, Ended ended, @Nullable Fault fault) {
        PhaseCommand command = PhaseCommand.valueOf(words.get(0).toUpperCase(Locale.ROOT));
        Phase phase = site.phase();
        String said = ended.output();
        boolean died = fault != null && fault.kind().isServerDeath();
        assertThat(said).doesNotContain("[internal-error]").doesNotContain("[bad-command-line]");
        switch (ended.status()) {
            case 0 ->
                // After cutover verify looks at the way back, and leads nowhere else.
                assertThat(command.isDoneIn(phase)
                                || command.to() == phase
                                || (command == PhaseCommand.VERIFY && phase == Phase.CUT_OVER && from == phase))
                        .as("%s says that it is done, the ledger says %s", words, phase)
                        .isTrue();
            case 3 ->
                assertThat(phase)
                        .as("%s was refused, so nothing was changed", words)
                        .isEqualTo(from);
            case 4, 5, Resident.KILLED -> {
                // Nothing is claimed; the same command goes on.
            }
            case 2, 6 ->
                assertThat(died)
                        .as("exit status %d while the server is up", ended.status())
                        .isTrue();
            default -> throw new AssertionError("exit status " + ended.status());
        }
        if (said.contains("cut over: ") || phase == Phase.CUT_OVER || phase == Phase.CONTRACTED) {
            assertThat(phase).isIn(Phase.CUT_OVER, Phase.CONTRACTED);
            assertThat(type()).isEqualTo("bigint");
        } else if (phase != Phase.PARTLY_CUT_OVER) {
            assertThat(type()).as("type of the column while %s", phase).isEqualTo("integer");
        }
    }

    /** What it says to type, else the same command again; what was typed in between leads back to the command. */
    private List<String> next(List<String> words, PhaseCommand command, Ended ended) {
        if (ended.status() == ExitStatus.DONE.number()) {
            PhaseCommand missing = PhaseCommand.next(site.phase());
            return command.startsFrom(site.phase()) || command.isDoneIn(site.phase()) ? words(command) : words(missing);
        }
        Matcher advice = ADVICE.matcher(ended.output());
        boolean refused = ended.status() == ExitStatus.REFUSED.number();
        boolean mismatches = ended.output().contains("[mismatches]");
        if ((refused || mismatches) && advice.find() && !advice.group(1).equals("status")) {
            List<String> typed = new ArrayList<>(List.of(advice.group(1), Site.CHANGE));
            Stream.of((advice.group(2) + advice.group(3)).strip().split(" "))
                    .filter(option -> !option.isEmpty())
                    .forEach(typed::add);
            return typed;
        }
        return words;
    }

    private void checkEnd(String before, TrafficReport traffic) throws Exception {
        assertThat(traffic.firstErrors()).as("errors that the application saw").allMatch(error -> error.period()
                .equals(Site.SERVER_DOWN));
        assertThat(traffic.periods().stream()
                        .filter(period -> !period.name().equals(Site.SERVER_DOWN))
                        .mapToLong(PeriodReport::errors)
                        .sum())
                .as("errors that the application saw")
                .isZero();
        assertThat(site.subject().differences(site.database().url(), 10))
                .as("differences from the twin")
                .isEmpty();
        assertThat(site.database().value("select count(*) from pgretype.run where ended_at is null", Long.class))
                .as("runs left open")
                .isZero();
        String expected = schedule.endsContracted() ? site.subject().retyped(before) : before;
        assertThat(SchemaDump.withoutColumnOrder(dump())).isEqualTo(SchemaDump.withoutColumnOrder(expected));
    }

    private String dump() {
        return SchemaDump.byCatalog(site.database());
    }

    private @Nullable String type() {
        return site.database()
                .value(
                        "select format_type(atttypid, atttypmod) from pg_attribute"
                                + " where attrelid = '%s'::regclass and attname = '%s'"
                                        .formatted(site.table(0), site.subject().column()),
                        String.class);
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
