package io.pgretype;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.pgretype.autovacuum.ForgottenAutovacuum;
import io.pgretype.backfill.BackfillJob;
import io.pgretype.change.ChangeFiles;
import io.pgretype.contract.AbandonJob;
import io.pgretype.contract.ContractJob;
import io.pgretype.cutover.CutoverJob;
import io.pgretype.cutover.RollbackJob;
import io.pgretype.expand.ExpandJob;
import io.pgretype.harden.HardenJob;
import io.pgretype.ledger.Ledger;
import io.pgretype.plan.PlanJob;
import io.pgretype.preflight.Inspection;
import io.pgretype.progress.Meters;
import io.pgretype.run.Advance;
import io.pgretype.run.JobExecutor;
import io.pgretype.run.OpenedChanges;
import io.pgretype.run.PhaseJob;
import io.pgretype.run.PhaseRunner;
import io.pgretype.run.Steps;
import io.pgretype.status.StatusReader;
import io.pgretype.verify.VerifyJob;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires the phases together, on a DataSource and a job repository in the same database. */
@Configuration(proxyBeanMethods = false)
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
    PhaseRunner phaseRunner(
            DataSource dataSource,
            ChangeFiles files,
            List<PhaseJob> jobs,
            JobRepository repository,
            JobOperator operator,
            Meters meters) {
        return new PhaseRunner(
                dataSource,
                new OpenedChanges(files, new Ledger(dataSource)),
                jobs,
                new JobExecutor(repository, operator),
                meters);
    }

    @Bean
    Advance advance(DataSource dataSource, PhaseRunner runner) {
        return new Advance(dataSource, runner);
    }

    @Bean
    PlanJob planJob(DataSource dataSource, ChangeFiles files, List<PhaseJob> jobs) {
        return new PlanJob(dataSource, files, jobs);
    }

    @Bean
    StatusReader statusReader(DataSource dataSource) {
        return new StatusReader(dataSource);
    }

    @Bean
    Meters meters(ObjectProvider<MeterRegistry> registry) {
        return new Meters(registry.getIfAvailable(CompositeMeterRegistry::new));
    }

    @Bean
    ForgottenAutovacuum forgottenAutovacuum(DataSource dataSource) {
        return new ForgottenAutovacuum(dataSource);
    }

    @Bean
    List<PhaseJob> phaseJobs(DataSource dataSource, Steps steps, Meters meters) {
        return List.of(
                new ExpandJob(dataSource, steps, new Inspection(dataSource)),
                new BackfillJob(dataSource, steps, meters),
                new HardenJob(dataSource, steps),
                new VerifyJob(dataSource, steps, meters),
                new CutoverJob(dataSource, steps),
                new RollbackJob(dataSource, steps, meters),
                new ContractJob(dataSource, steps, meters),
                new AbandonJob(dataSource, steps));
    }
}
