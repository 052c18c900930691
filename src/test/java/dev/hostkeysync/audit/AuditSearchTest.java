package dev.hostkeysync.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditSearchTest {

    private static final UserId ZOE = new UserId(new UUID(0, 1));
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final AuditSearch search = new AuditSearch();

    @BeforeEach
    void fill() {
        jdbi.useTransaction(tx -> {
            at(0).record(tx, "jane", "host-key.rotate", ZOE, "10.0.0.1", "DONE");
            at(1).record(tx, "jan", "token.create", "10.0.0.2", "okta");
            at(1).record(tx, "jane", "token.revoke", "10.0.0.1", "okta");
            at(2).record(tx, "oidc:zoe", "host-key.reveal", ZOE, "10.0.0.3", "");
        });
    }

    private static AuditTrail at(int minute) {
        return AuditFixture.trail(() -> NOON.plusSeconds(60L * minute));
    }

    private List<String> found(AuditSearch.Wanted wanted) {
        return jdbi.withHandle(tx -> search.page(tx, wanted, Optional.empty(), 50)).stream()
                .map(line -> line.actor() + " " + line.action())
                .toList();
    }

    private static AuditSearch.Wanted wanted(
            String actor, String action, Optional<Instant> from, Optional<Instant> until) {
        return new AuditSearch.Wanted(
                Optional.of(actor).filter(text -> !text.isEmpty()),
                List.of(),
                Optional.of(action).filter(text -> !text.isEmpty()),
                from,
                until);
    }

    @Test
    void findsTheNewestFirst() {
        assertThat(found(AuditSearch.Wanted.EVERYTHING))
                .containsExactly(
                        "oidc:zoe host-key.reveal",
                        "jane token.revoke",
                        "jan token.create",
                        "jane host-key.rotate");
    }

    @Test
    void findsByWhoWhatWhoseAndWhen() {
        assertThat(found(wanted("jan", "", Optional.empty(), Optional.empty()))).hasSize(3);
        assertThat(found(wanted("jane", "token.revoke", Optional.empty(), Optional.empty())))
                .containsExactly("jane token.revoke");
        assertThat(found(wanted("ja%", "", Optional.empty(), Optional.empty()))).isEmpty();
        assertThat(found(AuditSearch.Wanted.about(ZOE)))
                .containsExactly("oidc:zoe host-key.reveal", "jane host-key.rotate");
        assertThat(
                        found(
                                wanted(
                                        "",
                                        "",
                                        Optional.of(NOON.plusSeconds(60)),
                                        Optional.of(NOON.plusSeconds(120)))))
                .containsExactly("jane token.revoke", "jan token.create");
    }

    @Test
    void pagesAcrossEntriesOfTheSameMoment() {
        List<AuditSearch.Line> first =
                jdbi.withHandle(
                        tx -> search.page(tx, AuditSearch.Wanted.EVERYTHING, Optional.empty(), 2));
        AuditSearch.Place place = new AuditSearch.Place(first.getLast().at(), first.getLast().id());

        List<AuditSearch.Line> second =
                jdbi.withHandle(tx ->
                        search.page(tx, AuditSearch.Wanted.EVERYTHING, Optional.of(place), 2));

        assertThat(second)
                .extracting(AuditSearch.Line::action)
                .containsExactly("token.create", "host-key.rotate");
    }

    @Test
    void tellsTheWordsThatOccur() {
        List<String> words = jdbi.withHandle(search::actions);

        assertThat(words)
                .containsExactly(
                        "host-key.reveal", "host-key.rotate", "token.create", "token.revoke");
    }
}
