package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.testkit.AnyVersion;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.JavaType;
import org.hibernate.cfg.Configuration;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.StringJavaType;
import org.junit.jupiter.api.Test;

/** Where a text becomes a uuid, what plan and runbook say of Hibernate. */
@AnyVersion
class HibernateEntityIT extends TextToUuidFixture {

    /** As it is before the change. */
    @Entity(name = "Node")
    @Table(name = "node")
    static class TextNode {

        @Id
        String id;

        String title;
    }

    /** Reads what it wrote, whether the server gives it back with hyphens or without. */
    @Entity(name = "Node")
    @Table(name = "node")
    static class NodeOfEitherType {

        @Id
        @JavaType(WithoutHyphens.class)
        String id;

        String title;
    }

    static class WithoutHyphens extends StringJavaType {

        @Override
        public <X> String wrap(X value, WrapperOptions options) {
            String text = super.wrap(value, options);
            return text == null ? null : text.replace("-", "");
        }
    }

    /** As it may be after cutover. */
    @Entity(name = "Node")
    @Table(name = "node")
    static class UuidNode {

        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        UUID id;

        String title;
    }

    @Test
    void aTextAsTheKeyFailsFromCutoverOn() throws Exception {
        inEveryPhase(isUuid -> {
            Consumer<Session> work = session ->
                    assertThat(session.find(TextNode.class, SEVEN).title).isEqualTo("node 7");
            if (isUuid) {
                assertThatThrownBy(() -> inSession(TextNode.class, "", work))
                        .hasStackTraceContaining("operator does not exist: uuid = character varying");
            } else {
                inSession(TextNode.class, "", work);
            }
        });
    }

    @Test
    void undeclaredAndReadWithoutHyphensItWorksInEveryPhase() throws Exception {
        inEveryPhase(isUuid -> {
            String key = UUID.randomUUID().toString().replace("-", "");
            inSession(NodeOfEitherType.class, "&stringtype=unspecified", session -> {
                NodeOfEitherType seven = session.find(NodeOfEitherType.class, SEVEN);
                assertThat(seven.id).isEqualTo(SEVEN);
                assertThat(query(session, seven.id)).isSameAs(seven);
                NodeOfEitherType made = new NodeOfEitherType();
                made.id = key;
                made.title = "new";
                session.persist(made);
                session.flush();
                made.title = "newer";
            });
            inSession(NodeOfEitherType.class, "&stringtype=unspecified", session -> {
                NodeOfEitherType made = query(session, key);
                assertThat(made.title).isEqualTo("newer");
                session.remove(made);
            });
        });
        assertThat(number("select count(*) from node")).isEqualTo(100);
    }

    @Test
    void aUuidAsTheKeyWorksFromCutoverOn() throws Exception {
        inEveryPhase(isUuid -> {
            Consumer<Session> work = session -> {
                assertThat(session.find(UuidNode.class, UUID.fromString(SEVEN_AS_UUID)).title)
                        .isEqualTo("node 7");
                UuidNode made = new UuidNode();
                session.persist(made);
                session.flush();
                session.remove(made);
            };
            if (isUuid) {
                inSession(UuidNode.class, "", work);
            } else {
                assertThatThrownBy(() -> inSession(UuidNode.class, "", work))
                        .hasStackTraceContaining("operator does not exist: character = uuid");
            }
        });
    }

    private static NodeOfEitherType query(Session session, String id) {
        return session.createSelectionQuery("from Node where id = :id", NodeOfEitherType.class)
                .setParameter("id", id)
                .getSingleResult();
    }

    private void inSession(Class<?> entity, String properties, Consumer<Session> work) {
        try (SessionFactory sessions = new Configuration()
                .addAnnotatedClass(entity)
                .setProperty("hibernate.connection.url", database.url() + properties)
                .setProperty("hibernate.connection.pool_size", "1")
                .buildSessionFactory()) {
            sessions.inTransaction(work);
        }
    }
}
