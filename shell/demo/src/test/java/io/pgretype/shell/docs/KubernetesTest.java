package io.pgretype.shell.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1JobSpec;
import io.kubernetes.client.openapi.models.V1PodSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The manifests, against the schema of the Kubernetes API, and for what pgretype needs of them. */
class KubernetesTest {

    private static final Path DIRECTORY = Path.of("..", "..", "docker", "kubernetes");

    @Test
    void theSchemaRefusesAFieldThatThereIsNot() throws Exception {
        JsonElement job = json(Files.readString(DIRECTORY.resolve("job.yaml")).replace("backoffLimit", "backOffLimit"));

        assertThatThrownBy(() -> V1Job.validateJsonElement(job)).hasMessageContaining("backOffLimit");
    }

    @Test
    void aJob() throws Exception {
        JsonElement json = json(Files.readString(DIRECTORY.resolve("job.yaml")));
        V1Job.validateJsonElement(json);

        runsPgretypeSafely(JSON.getGson().fromJson(json, V1Job.class).getSpec());
    }

    @Test
    void aCronJobOfWhichOnlyOneRuns() throws Exception {
        JsonElement json = json(Files.readString(DIRECTORY.resolve("cronjob.yaml")));
        V1CronJob.validateJsonElement(json);
        V1CronJob cronJob = JSON.getGson().fromJson(json, V1CronJob.class);

        assertThat(cronJob.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
        runsPgretypeSafely(cronJob.getSpec().getJobTemplate().getSpec());
    }

    private static void runsPgretypeSafely(V1JobSpec job) {
        V1PodSpec pod = job.getTemplate().getSpec();
        V1Container container = pod.getContainers().get(0);

        assertThat(pod.getRestartPolicy()).isEqualTo("Never");
        // What pgretype takes to stop at most, and some seconds more.
        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(30);
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getArgs()).startsWith("advance");
    }

    private static JsonElement json(String yaml) {
        return new Gson().toJsonTree(new Yaml().load(yaml));
    }
}
