package dev.hostkeysync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameSearchTest {

    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final NameSearch search = new NameSearch();

    private void add(String id, String name, String status) {
        jdbi.useHandle(handle ->
                handle.execute(
                        """
                        INSERT INTO directory_user (id, user_name, user_name_key, external_id, email, email_key, active,
                            zoom_user_id, status, version, document, created_at, updated_at)
                        VALUES (?, ?, lower(?), ?, ?, lower(?), true, ?, ?, 1, '{}', now(), now())
                        """,
                        UUID.fromString(id),
                        name,
                        name,
                        "00u" + name,
                        name + "@Example.com",
                        name + "@Example.com",
                        "Zm" + name,
                        status));
    }

    private List<String> found(String text) {
        return jdbi.withHandle(tx -> search.find(tx, text, 50)).users().stream()
                .map(user -> user.profile().userName())
                .toList();
    }

    private List<DirectoryUser> named(String text) {
        return jdbi.withHandle(tx -> search.named(tx, text, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "ann@example.com, Ann",
        "ANN@, Ann",
        "a, Ann Anna",
        "ANNA, Anna",
        "00uBen, Ben",
        "00ub, ''",
        "ZmAnn, Ann Anna",
        "0193b0c0-0000-7000-8000-0000000000b1, Ben",
        "0193b0c0-0000-7000-8000-0000000000b, Ben",
        "0193b0c0000070008000, Ann Anna Ben",
        "ann, Ann Anna",
        "%, ''",
        "_nn, ''",
    })
    void findsByTheBeginningOfAnyName(String text, String names) {
        add("0193b0c0-0000-7000-8000-0000000000a1", "Anna", "ACTIVE");
        add("0193b0c0-0000-7000-8000-0000000000a2", "Ann", "DEACTIVATED");
        add("0193b0c0-0000-7000-8000-0000000000b1", "Ben", "ACTIVE");

        assertThat(String.join(" ", found(text))).isEqualTo(names);
    }

    @Test
    void whoWasRemovedComesAfterWhoIsThere() {
        add("0193b0c0-0000-7000-8000-0000000000a1", "Anna", "REMOVED");
        add("0193b0c0-0000-7000-8000-0000000000a2", "Anni", "ACTIVE");

        assertThat(found("ann")).containsExactly("Anni", "Anna");
        assertThat(found("anna")).containsExactly("Anna");
        assertThat(named("ANNA@example.com ")).hasSize(1);
        assertThat(named("ann")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000", "0193b0c0-0000-7000-8000-0000000000b1-", "----"})
    void whatIsNoNameFindsNobody(String text) {
        add("0193b0c0-0000-7000-8000-0000000000a1", "Anna", "ACTIVE");

        assertThat(found(text)).isEmpty();
    }
}
