package dev.hostkeysync.reconcile.census;

import static dev.hostkeysync.zoom.ZoomUserStatus.ACTIVE;
import static dev.hostkeysync.zoom.ZoomUserStatus.INACTIVE;
import static dev.hostkeysync.zoom.ZoomUserStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.reconcile.census.CensusStep.Complete;
import dev.hostkeysync.reconcile.census.CensusStep.Later;
import dev.hostkeysync.reconcile.census.CensusStep.More;
import dev.hostkeysync.testing.TestDatabase;
import dev.hostkeysync.zoom.PageToken;
import dev.hostkeysync.zoom.UserListing;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class CensusTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final Jdbi jdbi = DATABASE.jdbi();
    private final ListedZoom zoom = new ListedZoom();
    private final UUID id = jdbi.inTransaction(tx -> census().begin(tx, 0.25));

    /// A replica of its own each time: nothing but rows is carried from page to page.
    private Census census() {
        return TestCensus.over(jdbi, zoom);
    }

    private CensusStep read() {
        return census().read(id);
    }

    private CensusStep readAll() {
        CensusStep step = read();
        while (!(step instanceof Complete)) {
            step = read();
        }
        return step;
    }

    private List<String> rows() {
        return jdbi.withHandle(handle ->
                handle.select(
                                "SELECT concat_ws(' ', zoom_user_id, email, type, status) FROM census_user"
                                        + " WHERE census_id = ? ORDER BY user_key",
                                id)
                        .mapTo(String.class)
                        .list());
    }

    private void fill() {
        zoom.pageSize = 2;
        zoom.put("a", "Ada@example.com", ACTIVE, 2);
        zoom.put("b", "ben@example.com", ACTIVE, 1);
        zoom.put("c", "cleo@example.com", ACTIVE, 2);
        zoom.put("d", "dan@example.com", INACTIVE, 2);
        zoom.put("", "eve@example.com", PENDING, 2);
    }

    @Test
    void readsEveryStatusPageByPage() {
        fill();

        assertThat(read()).isEqualTo(new More(1, 1));
        assertThat(read()).isEqualTo(new More(3, 4));
        assertThat(read()).isEqualTo(new More(4, 4));
        assertThat(read()).isEqualTo(new Complete(5, 0, 5));
        assertThat(read()).isEqualTo(new Complete(5, 0, 5));
        assertThat(zoom.asked).containsExactly("P0@0.25", "A0@0.25", "A2@0.25", "I0@0.25");
        assertThat(rows())
                .containsExactly(
                        "eve@example.com 2 PENDING",
                        "a Ada@example.com 2 ACTIVE",
                        "b ben@example.com 1 ACTIVE",
                        "c cleo@example.com 2 ACTIVE",
                        "d dan@example.com 2 INACTIVE");
    }

    @Test
    void readsAnEmptyAccount() {
        assertThat(readAll()).isEqualTo(new Complete(0, 0, 0));
    }

    @Test
    void beginsAListAgainWhenItsPageExpired() {
        fill();
        var _ = read();
        var _ = read();
        zoom.put("", "ben@example.com", PENDING, 1);
        zoom.users.removeLast();
        zoom.answersFirst.add(new UserListing.PageExpired("the page token expired"));

        assertThat(read()).isEqualTo(new More(1, 1));
        assertThat(readAll()).isEqualTo(new Complete(4, 0, 4));
        assertThat(rows()).noneMatch(row -> row.startsWith("b "));
    }

    @Test
    void takesABreathWhenAListExpiresAgainAndAgain() {
        fill();
        zoom.answersFirst.addAll(
                List.of(
                        new UserListing.PageExpired("the page token expired"),
                        new UserListing.PageExpired("the page token expired"),
                        new UserListing.PageExpired("the page token expired"),
                        new UserListing.PageExpired("the page token expired")));

        assertThat(List.of(read(), read(), read())).containsOnly(new More(0, 0));
        assertThat(read()).isEqualTo(new Later(Duration.ofSeconds(10), "the page token expired"));
        assertThat(readAll()).isEqualTo(new Complete(5, 0, 5));
    }

    @Test
    void doesNotTurnInCircles() {
        fill();
        var _ = read();
        var _ = read();
        zoom.answersFirst.add(
                new UserListing.Page(List.of(), 0, Optional.of(new PageToken("2")), 3));

        assertThat(read()).isEqualTo(new More(1, 1));
        assertThat(readAll()).isEqualTo(new Complete(5, 0, 5));
    }

    @Test
    void waitsAsLongAsZoomSays() {
        fill();
        zoom.answersFirst.add(
                ListedZoom.failed(
                        new ZoomOutcome.Throttled(Duration.ofMinutes(7), true, "the day is used")));
        zoom.answersFirst.add(
                ListedZoom.failed(
                        new ZoomOutcome.Throttled(Duration.ZERO, false, "no call may be made")));
        zoom.answersFirst.add(ListedZoom.failed(new ZoomOutcome.Unknown("HTTP 503")));
        zoom.answersFirst.add(ListedZoom.failed(new ZoomOutcome.NotSent("no connection")));
        zoom.answersFirst.add(ListedZoom.failed(new ZoomOutcome.AccountRefused("no scope")));

        assertThat(read()).isEqualTo(new Later(Duration.ofMinutes(7), "the day is used"));
        assertThat(read()).isEqualTo(new Later(Duration.ofSeconds(2), "no call may be made"));
        assertThat(read()).isEqualTo(new Later(Duration.ofSeconds(10), "HTTP 503"));
        assertThat(read()).isEqualTo(new Later(Duration.ofSeconds(10), "no connection"));
        assertThat(read()).isEqualTo(new Later(Duration.ofMinutes(1), "no scope"));
        assertThat(readAll()).isEqualTo(new Complete(5, 0, 5));
    }

    @Test
    void tellsAUserOnceWhoMovesWhileTheListsAreRead() {
        fill();
        var _ = read();
        zoom.put("e", "eve@example.com", ACTIVE, 2);
        var _ = read();
        var _ = read();
        zoom.put("a", "ada.new@example.com", INACTIVE, 4);

        assertThat(readAll()).isEqualTo(new Complete(5, 0, 7));
        assertThat(rows())
                .contains("a ada.new@example.com 4 INACTIVE", "e eve@example.com 2 ACTIVE")
                .hasSize(5);
    }

    @Test
    void tellsAUserOnceWhoStandsOnAPageTwice() {
        zoom.users.add(ListedZoom.user("a", "old@example.com", ACTIVE, 1));
        zoom.users.add(ListedZoom.user("a", "new@example.com", ACTIVE, 2));

        assertThat(readAll()).isEqualTo(new Complete(1, 0, 2));
        assertThat(rows()).containsExactly("a new@example.com 2 ACTIVE");
    }

    @Test
    void countsWhatCannotBeRead() {
        zoom.answersFirst.add(new UserListing.Page(List.of(), 2, Optional.empty(), 2));

        assertThat(readAll()).isEqualTo(new Complete(0, 2, 2));
    }

    @Test
    void dropsAPageThatAnotherReplicaReadMeanwhile() {
        fill();
        var _ = read();
        zoom.meanwhile =
                () -> {
                    zoom.meanwhile = () -> {};
                    assertThat(read()).isEqualTo(new More(3, 4));
                };

        assertThat(read()).isEqualTo(new More(3, 4));
        assertThat(readAll()).isEqualTo(new Complete(5, 0, 5));
    }

    @Test
    void forgetsEverything() {
        fill();
        var _ = readAll();

        jdbi.useTransaction(tx -> census().forget(tx, id));
        jdbi.useTransaction(tx -> census().forget(tx, id));

        assertThat(rows()).isEmpty();
        assertThatThrownBy(this::read).isInstanceOf(IllegalStateException.class);
    }
}
