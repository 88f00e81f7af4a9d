package io.pgretype.shell;

import io.pgretype.shell.environment.OwnEnvironment;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContextInitializer;

/**
 * An application without what Spring Boot does for others at each start: it looks for no configuration files (and so finds
 * none that lie in the working directory), sets up no logging and starts nothing ahead in the background.
 */
final class QuickApplication {

    private QuickApplication() {}

    static SpringApplication of(
            List<? extends ApplicationContextInitializer<?>> initializers, Class<?>... configurations) {
        var application = new SpringApplication(configurations);
        application.setEnvironment(new OwnEnvironment());
        application.setListeners(List.of());
        application.setInitializers(initializers);
        // Our options are not Spring's: --url would become a property.
        application.setAddCommandLineProperties(false);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setLazyInitialization(true);
        return application;
    }
}
