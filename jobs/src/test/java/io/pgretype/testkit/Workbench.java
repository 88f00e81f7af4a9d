package io.pgretype.testkit;

import com.zaxxer.hikari.HikariDataSource;
import io.pgretype.JobsConfiguration;
import io.pgretype.catalog.KeepConnectionAfterProbe;
import io.pgretype.change.ChangeFiles;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.plan.Plan;
import io.pgretype.plan.PlanForm;
import io.pgretype.run.AlterRunner;
import io.pgretype.run.PhaseRunner;
import io.pgretype.session.SessionSettings;
import io.pgretype.status.ChangeStatus;
import io.pgretype.status.StatusReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** The jobs as the console wires them, on a database of their own, with change files in a temporary directory. */
public final class Workbench implements AutoCloseable {

    private static final long PATIENCE_MS = 30_000;

    /** Behind a proxy that lets nobody through no test needs to wait as long as an operator would. */
    private static final long CUT_OFF_MS = 1_000;

    private final TestDatabase database;
    private final Path changes;
    private final ConfigurableApplicationContext context;
    private volatile Activity activity = new Activity();

    private Workbench(TestDatabase database, String host, int port, String user, String password, long patience) {
        this.database = database;
        try {
            this.changes = Files.createTempDirectory("pgretype-changes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.context = new SpringApplicationBuilder(Wiring.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.main.banner-mode",
                        "off",
                        "logging.level.root",
                        "error",
                        "workbench.url",
                        "jdbc:postgresql://%s:%d/%s?ApplicationName=pgretype".formatted(host, port, database.name()),
                        "workbench.user",
                        user,
                        "workbench.password",
                        password,
                        "workbench.connection-timeout",
                        patience,
                        "workbench.changes",
                        changes.toString()))
                .run();
    }

    public static Workbench on(TestDatabase database) {
        return on(database, database.user(), database.password());
    }

    /** By way of a proxy to the database's server. */
    public static Workbench through(WireProxy proxy, TestDatabase database) {
        return new Workbench(database, proxy.host(), proxy.port(), database.user(), database.password(), CUT_OFF_MS);
    }

    /** As another role than the one that made the database. */
    public static Workbench on(TestDatabase database, String user, String password) {
        return new Workbench(database, database.host(), database.port(), user, password, PATIENCE_MS);
    }

    /** Writes a change file; the text's first line break is not needed. */
    public Workbench change(String name, String text) {
        try {
            Files.writeString(changes.resolve(name + ".yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Outcome run(PhaseCommand command, String change, RunOption... options) {
        activity = new Activity();
        return runner().run(command, change, Set.of(options), activity);
    }

    /** Runs the phases that are still missing until the change is in that one; each must end well. */
    public void runTo(Phase goal, String change) {
        Phase phase = phase(change);
        if (phase.compareTo(goal) > 0) {
            throw new IllegalStateException("%s is %s already".formatted(change, phase.text()));
        }
        while (phase != goal) {
            PhaseCommand next = PhaseCommand.next(phase);
            Outcomes.assertDone(run(next, change));
            phase = next.to();
        }
    }

    /** Planned where the change was abandoned. */
    private Phase phase(String change) {
        return status().readAll().stream()
                .filter(status -> status.change().equals(change))
                .map(ChangeStatus::phase)
                .filter(phase -> phase != Phase.ABANDONED)
                .findFirst()
                .orElse(Phase.PLANNED);
    }

    /** Asks the phase that runs just now to stop. */
    public void stop() {
        activity.requestStop();
    }

    public Outcome plan(String change) {
        return plan(change, new Activity());
    }

    public Outcome plan(String change, Activity activity) {
        return context.getBean(Plan.class).run(change, PlanForm.STATEMENTS, activity);
    }

    public Outcome plan(String change, PlanForm form) {
        return context.getBean(Plan.class).run(change, form, new Activity());
    }

    public Outcome alter(String change, RunOption... options) {
        activity = new Activity();
        return context.getBean(AlterRunner.class).run(change, Set.of(options), activity);
    }

    public PhaseRunner runner() {
        return context.getBean(PhaseRunner.class);
    }

    public StatusReader status() {
        return context.getBean(StatusReader.class);
    }

    /** Its sessions end; new ones have what the database and the role have set meanwhile. */
    public void reconnect() {
        context.getBean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
    }

    public DataSource dataSource() {
        return context.getBean(DataSource.class);
    }

    /** What was told of the runs in this process. */
    public ToldRuns told() {
        return context.getBean(ToldRuns.class);
    }

    public Ledger ledger() {
        return context.getBean(Ledger.class);
    }

    public TestDatabase database() {
        return database;
    }

    public Path changes() {
        return changes;
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(JobsConfiguration.class)
    static class Wiring {

        @Bean
        HikariDataSource dataSource(Environment environment) {
            HikariDataSource dataSource = new HikariDataSource();
            dataSource.setJdbcUrl(environment.getRequiredProperty("workbench.url"));
            dataSource.setUsername(environment.getRequiredProperty("workbench.user"));
            dataSource.setPassword(environment.getRequiredProperty("workbench.password"));
            dataSource.setMaximumPoolSize(12);
            dataSource.setMinimumIdle(0);
            dataSource.setConnectionTimeout(
                    environment.getRequiredProperty("workbench.connection-timeout", Long.class));
            dataSource.setExceptionOverride(new KeepConnectionAfterProbe());
            dataSource.setConnectionInitSql(SessionSettings.SQL);
            return dataSource;
        }

        @Bean
        ToldRuns toldRuns() {
            return new ToldRuns();
        }

        @Bean
        ChangeFiles changeFiles(Environment environment) {
            return new ChangeFiles(Path.of(environment.getRequiredProperty("workbench.changes")));
        }
    }
}
