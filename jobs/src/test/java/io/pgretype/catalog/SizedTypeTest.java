package io.pgretype.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizedTypeTest {

    @ParameterizedTest(name = "{0} to {1} cuts nothing: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            character varying(20)          | character varying(40)          | true
            character varying(20)          | character varying(20)          | true
            character varying(20)          | character varying(19)          | false
            character varying              | character varying(40)          | false
            text                           | character varying(40)          | false
            character(20)                  | character varying(20)          | true
            character varying(20)          | character(40)                  | true
            integer                        | character varying(11)          | true
            integer                        | character varying(10)          | false
            uuid                           | character(36)                  | true
            uuid                           | character varying(32)          | false
            numeric(10,2)                  | numeric(12,2)                  | true
            numeric(10,2)                  | numeric(12,4)                  | true
            numeric(10,2)                  | numeric(12,6)                  | false
            numeric(10,2)                  | numeric(12,1)                  | false
            numeric                        | numeric(12,2)                  | false
            integer                        | numeric(10,0)                  | true
            integer                        | numeric(10,2)                  | false
            bigint                         | numeric(21,2)                  | true
            double precision               | numeric(12,2)                  | false
            timestamp(3) without time zone | timestamp(6) without time zone | true
            timestamp(3) without time zone | timestamp(0) without time zone | false
            timestamp without time zone    | timestamp(6) without time zone | true
            timestamp without time zone    | timestamp(3) without time zone | false
            bit varying(5)                 | bit varying(8)                 | true
            bit varying                    | bit varying(8)                 | false
            interval(3)                    | interval(6)                    | true
            numeric(10,2)[]                | numeric(12,1)[]                | false
            integer                        | bigint                         | true
            """)
    void tellsWhetherACastCutsOrRounds(String from, String to, boolean holds) {
        assertThat(SizedType.of(to).holdsAllOf(SizedType.of(from))).isEqualTo(holds);
    }
}
