package io.pgretype;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.pgretype.autovacuum.ForgottenAutovacuum;
import io.pgretype.backfill.BackfillJob;
import io.pgretype.batch.JobExecutor;
import io.pgretype.batch.Steps;
import io.pgretype.change.ChangeFiles;
import io.pgretype.contract.AbandonJob;
import io.pgretype.contract.ContractJob;
import io.pgretype.cutover.CutoverJob;
import io.pgretype.cutover.RollbackJob;
import io.pgretype.database.Database;
import io.pgretype.expand.ExpandJob;
import io.pgretype.harden.HardenJob;
import io.pgretype.ledger.Ledger;
import io.pgretype.phase.PhaseJobs;
import io.pgretype.plan.Plan;
import io.pgretype.preflight.Inspection;
import io.pgretype.progress.Meters;
import io.pgretype.progress.RunListener;
import io.pgretype.run.Advance;
import io.pgretype.run.AlterRunner;
import io.pgretype.run.OpenedChanges;
import io.pgretype.run.PhaseRunner;
import io.pgretype.status.StatusReader;
import io.pgretype.verify.VerifyJob;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.batch.autoconfigure.BatchAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Wires the phases together, on a job repository in the same database: the entry for every application that runs them.
 * It needs two beans, a DataSource as {@link SessionPool} makes them, of which there is no other, and {@link ChangeFiles};
 * it offers {@link PhaseRunner}, {@link Advance}, {@link Plan} and {@link StatusReader}.
 *
 * <p>Spring Batch's settings are in {@code batch.properties}. They have the last say only where the application sets none:
 * one with jobs and a job repository of its own gives the phases a context of their own.
 */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:/io/pgretype/batch.properties")
@ImportAutoConfiguration({BatchAutoConfiguration.class, BatchJdbcAutoConfiguration.class})
public class JobsConfiguration {

    /** From the first day: contexts stored by another serializer could not be read. */
    @Bean
    ExecutionContextSerializer executionContextSerializer() {
        return new JacksonExecutionContextStringSerializer();
    }

    @Bean
    Steps steps(JobRepository repository, PlatformTransactionManager transactionManager) {
        return new Steps(repository, transactionManager);
    }

    @Bean
    Database database(DataSource dataSource) {
        return Database.of(dataSource);
    }

    @Bean
    Ledger ledger(Database database) {
        return new Ledger(database);
    }

    @Bean
    PhaseRunner phaseRunner(
            Ledger ledger,
            ChangeFiles files,
            PhaseJobs jobs,
            JobRepository repository,
            JobOperator operator,
            Meters meters) {
        return new PhaseRunner(
                ledger, new OpenedChanges(files, ledger), jobs, new JobExecutor(repository, operator), meters);
    }

    @Bean
    Advance advance(Ledger ledger, PhaseRunner runner, ChangeFiles files, ObjectProvider<InstantSource> clock) {
        return new Advance(
                ledger, runner, new OpenedChanges(files, ledger), clock.getIfAvailable(InstantSource::system));
    }

    @Bean
    AlterRunner alterRunner(Ledger ledger, ChangeFiles files) {
        return new AlterRunner(ledger, files);
    }

    @Bean
    Plan plan(Ledger ledger, ChangeFiles files, PhaseJobs jobs) {
        return new Plan(ledger, files, jobs);
    }

    @Bean
    StatusReader statusReader(Ledger ledger) {
        return new StatusReader(ledger);
    }

    @Bean
    Meters meters(ObjectProvider<MeterRegistry> registry, ObjectProvider<RunListener> listener) {
        return new Meters(
                registry.getIfAvailable(CompositeMeterRegistry::new),
                listener.getIfAvailable(() -> RunListener.NOBODY));
    }

    @Bean
    ForgottenAutovacuum forgottenAutovacuum(Database database) {
        return new ForgottenAutovacuum(database);
    }

    @Bean
    PhaseJobs phaseJobs(Ledger ledger, Steps steps, Meters meters) {
        return new PhaseJobs(
                new ExpandJob(ledger, steps, new Inspection(ledger.database())),
                new BackfillJob(ledger, steps, meters),
                new HardenJob(ledger, steps),
                new VerifyJob(ledger, steps, meters),
                new CutoverJob(ledger, steps),
                new RollbackJob(ledger, steps, meters),
                new ContractJob(ledger, steps, meters),
                new AbandonJob(ledger, steps));
    }
}
