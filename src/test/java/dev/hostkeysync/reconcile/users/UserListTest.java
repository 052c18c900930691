package dev.hostkeysync.reconcile.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.hostkey.KeyWalk;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.provisioning.Lane;
import dev.hostkeysync.provisioning.Order;
import dev.hostkeysync.provisioning.SyncReader;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserListTest {

    private static final JourneyFixture WORK = new JourneyFixture();

    private final UserList list =
            new UserList(
                    WORK.jdbi(),
                    new SyncReader(),
                    new KeyWalk(),
                    new UserKeys(
                            WORK.directory().reader(),
                            WORK.ledger(),
                            new SyncReader(),
                            WORK.protection()));

    @BeforeAll
    static void fill() {
        WORK.withKey("active@example.com");
        UserId rotating = WORK.withKey("rotating@example.com");
        UserId gone = WORK.withKey("gone@example.com");
        WORK.remove(gone);
        WORK.turn();
        UserId leaving = WORK.withKey("leaving@example.com");
        UserId off = WORK.withKey("off@example.com");
        WORK.edit(off, "off@example.com", false);
        WORK.turn();
        WORK.answer(new ZoomOutcome.NotThereYet("Zoom answered 404/1001: no such user"));
        WORK.withKey("absent@example.com");
        WORK.answer(new ZoomOutcome.NotLicensed("Zoom answered 400/1109: not a paid user"));
        WORK.withKey("unlicensed@example.com");
        WORK.answer(new ZoomOutcome.Unknown("no answer in time"));
        WORK.withKey("doubted@example.com");
        WORK.remove(leaving);
        WORK.answer(new ZoomOutcome.Unknown("no answer in time"));
        WORK.turn();
        WORK.create("ceo@example.com");
        WORK.jdbi()
                .useTransaction(tx ->
                        WORK.marks()
                                .mark(
                                        tx,
                                        List.of(rotating),
                                        Order.ROTATE,
                                        "max-age",
                                        Lane.batch(0.5)));
    }

    private static UserList.Query query(
            @Nullable String state, @Nullable String reason, int limit) {
        return new UserList.Query(
                StateFilter.parse(state), Optional.ofNullable(reason), limit, Optional.empty());
    }

    private static UserView.Work sync(UserView view) {
        return Objects.requireNonNull(view.sync());
    }

    private static List<String> names(List<UserKey> users) {
        return users.stream()
                .map(one -> one.user().profile().email().orElseThrow().value())
                .map(email -> email.replace("@example.com", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        ", , active rotating leaving off absent unlicensed doubted ceo",
        "DUE, , rotating",
        "waiting, , absent unlicensed",
        "WAITING, 1001, absent",
        "WAITING, PAID USER, unlicensed",
        "WAITING, captcha, ''",
        "in-doubt, , leaving doubted",
        "REFUSED, , ''",
        "DONE, , active off ceo",
        "NONE, , ceo",
        "PENDING, , absent unlicensed doubted",
        "ACTIVE, , active rotating leaving",
        "CONCEALED, , off",
    })
    void findsUsersByStateAndReason(@Nullable String state, @Nullable String reason, String found) {
        UserList.Page page = list.page(query(state, reason, 50));

        assertThat(String.join(" ", names(page.users()))).isEqualTo(found);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void goesOnWhereThePageBeforeEnded() {
        List<String> all = names(list.page(query(null, null, 50)).users());
        List<String> paged = new ArrayList<>();
        Optional<UserId> after = Optional.empty();
        int pages = 0;
        do {
            UserList.Page page =
                    list.page(
                            new UserList.Query(
                                    new StateFilter.Everybody(), Optional.empty(), 3, after));
            paged.addAll(names(page.users()));
            after = page.next();
            pages++;
        } while (after.isPresent());

        assertThat(paged).isEqualTo(all);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void tellsTheLaneAndWhatIsProtected() {
        UserView rotating = UserView.of(list.page(query("DUE", null, 1)).users().getFirst());
        UserView ceo = UserView.of(list.page(query("NONE", null, 1)).users().getFirst());
        UserView doubted = UserView.of(list.page(query("IN_DOUBT", null, 9)).users().getLast());

        assertThat(sync(rotating).lane()).isEqualTo("batch");
        assertThat(sync(rotating).cause()).isEqualTo("max-age");
        assertThat(ceo.isProtected()).isTrue();
        assertThat(sync(doubted).inDoubtSince()).isNotNull();
        assertThat(sync(doubted).nextAttemptAt()).isAfter(sync(doubted).inDoubtSince());
    }

    @Test
    void namesTheStatesThereAre() {
        assertThatThrownBy(() -> StateFilter.parse("LOST"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.problem().detail().orElseThrow())
                                        .isEqualTo(
                                                "state can be DONE, DUE, WAITING, IN_DOUBT, REFUSED,"
                                                        + " NONE, PENDING, ACTIVE, CONCEALED"));
    }
}
