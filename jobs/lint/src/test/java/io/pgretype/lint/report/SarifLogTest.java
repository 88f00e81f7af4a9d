package io.pgretype.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** By the schema that OASIS publishes. */
class SarifLogTest {

    private static Schema schema;

    @BeforeAll
    static void theSchema() throws IOException {
        try (InputStream text = SarifLogTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(text, InputFormat.JSON);
        }
    }

    @Test
    void isValid() {
        assertThat(schema.validate(Format.SARIF.render(Samples.ALL, false), InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate(Format.SARIF.render(Samples.NOTHING, false), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNoLog() {
        assertThat(schema.validate("{\"version\": \"2.1.0\", \"runs\": [{}]}", InputFormat.JSON))
                .isNotEmpty();
    }
}
