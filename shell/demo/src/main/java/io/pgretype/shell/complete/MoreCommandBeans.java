package io.pgretype.shell.complete;

import io.pgretype.lint.ScratchSource;
import io.pgretype.shell.benchmark.BenchmarkCommand;
import io.pgretype.shell.benchmark.BenchmarkRun;
import io.pgretype.shell.demo.DemoCommand;
import io.pgretype.shell.demo.DemoRun;
import io.pgretype.shell.demo.PhaseDriver;
import io.pgretype.shell.demo.ScratchDemoServer;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** The commands beside the operators', in the order in which help lists them. */
final class MoreCommandBeans implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(PhaseDriver.Opener.class, bean -> bean.supplier(beans -> PhaseContext::open));
        registry.registerBean(ScratchSource.class, bean -> bean.supplier(beans -> new ScratchDemoServer()));
        registry.registerBean(DemoRun.class);
        registry.registerBean(BenchmarkRun.class);

        registry.registerBean(DemoCommand.class);
        registry.registerBean(BenchmarkCommand.class);
    }
}
