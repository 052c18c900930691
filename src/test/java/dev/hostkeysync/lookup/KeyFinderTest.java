package dev.hostkeysync.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.hostkey.Activation;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.hostkey.OpenRequest;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// What may be told of a key, and what not.
class KeyFinderTest {

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-22T10:15:30Z"));

    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final DirectoryFixture directory = new DirectoryFixture(jdbi, new FixedIds(), CLOCK);
    private final HostKeyLedger ledger = HostKeyFixture.ledger(CLOCK);
    private final KeyFinder finder = new KeyFinder(jdbi, directory.reader(), ledger);
    private final UserId zoe =
            directory.changed(new UserChange.Create(profile(true))).getFirst().envelope().userId();

    @Test
    void knowsNobodyItWasNotToldOf() {
        assertThat(finder.find("max@example.com")).isEqualTo(new Finding.NoSuchUser());
        assertThat(finder.find("KDcuGIm1QgePTO8WbOqwIQ")).isEqualTo(new Finding.NoSuchUser());
        assertThat(finder.find("01a2012a-667b-7956-8c0b-91ee276fab03"))
                .isEqualTo(new Finding.NoSuchUser());
    }

    @Test
    void saysThatNoKeyWasAskedFor() {
        assertThat(reason()).startsWith("No key was asked for yet");
    }

    @Test
    void saysThatTheKeyWaits() {
        open(false);

        assertThat(reason()).startsWith("A key is made and waits to be set at Zoom");
    }

    @Test
    void tellsTheOneZoomHolds() {
        active();

        Finding.Certain found = (Finding.Certain) finder.find("ZOE@example.com");

        assertThat(found.key().version()).isEqualTo(1);
        assertThat(found.rotating()).isFalse();
        assertThat(finder.find(zoe.toString())).isEqualTo(found);
    }

    @Test
    void tellsTheOldOneWhileTheNewOneIsNotSent() {
        active();
        open(false);

        Finding.Certain found = (Finding.Certain) finder.find("zoe@example.com");

        assertThat(found.key().version()).isEqualTo(1);
        assertThat(found.rotating()).isTrue();
    }

    @Test
    void isInDoubtFromTheMomentTheNewOneIsSent() {
        active();
        open(false);
        sent();

        Finding.InDoubt found = (Finding.InDoubt) finder.find("zoe@example.com");

        assertThat(found.key().orElseThrow().version()).isEqualTo(1);
        assertThat(found.candidate().version()).isEqualTo(2);
    }

    @Test
    void tellsNoKeyThatSomebodyElseReplacedAtZoom() {
        active();
        drifted();

        assertThat(finder.find("zoe@example.com")).isEqualTo(new Finding.Drifted(false));
        open(false);
        assertThat(finder.find("zoe@example.com")).isEqualTo(new Finding.Drifted(true));
    }

    @Test
    void isNotInDoubtAboutAKeyThatSomebodyElseReplaced() {
        active();
        drifted();
        open(false);
        sent();

        Finding.InDoubt found = (Finding.InDoubt) finder.find("zoe@example.com");

        assertThat(found.key()).isEmpty();
        assertThat(found.candidate().version()).isEqualTo(2);
    }

    @Test
    void tellsTheKeyThatFollowedTheForeignOne() {
        active();
        drifted();
        open(false);
        activate(2);

        Finding.Certain found = (Finding.Certain) finder.find("zoe@example.com");

        assertThat(found.key().version()).isEqualTo(2);
    }

    @Test
    void tellsNothingOfADeactivatedUserWhateverIsStored() {
        active();
        directory.changed(new UserChange.Edit(zoe, OptionalLong.empty(), _ -> profile(false)));

        assertThat(reason()).startsWith("The user is deactivated");
    }

    @Test
    void tellsNothingOfATransferredUserByAnyName() {
        active();
        directory.changed(
                new UserChange.Transfer(
                        new ZoomUserId("KDcuGIm1QgePTO8WbOqwIQ"),
                        Optional.of(new EmailAddress("zoe@example.com"))));

        assertThat(reason()).startsWith("The Zoom user left this account");
        assertThat(finder.find("KDcuGIm1QgePTO8WbOqwIQ")).isInstanceOf(Finding.NoKeyYet.class);
    }

    @Test
    void doesNotTakeTheOldKeyForCertainWhileItsConcealmentIsInDoubt() {
        active();
        open(true);
        sent();

        assertThat(reason()).startsWith("The key is being withdrawn at Zoom");
    }

    @Test
    void findsNobodyByTextThatIsNoId() {
        assertThat(finder.find(" ")).isEqualTo(new Finding.NoSuchUser());
        assertThat(finder.find("zoe@example.com\u0000")).isEqualTo(new Finding.NoSuchUser());
    }

    @Test
    void tellsNoConcealedKey() {
        active();
        open(true);
        sent();
        activate(2);

        assertThat(reason()).startsWith("The key was withdrawn. A new one is made when");
    }

    @Test
    void tellsNoKeyFromTheMomentItsWithdrawalIsAskedFor() {
        active();
        open(true);

        assertThat(reason()).startsWith("The key is being withdrawn at Zoom. A new one is made");
    }

    @Test
    void namesProtectionAmongTheReasonsForHavingNoKey() {
        assertThat(reason())
                .contains(
                        "protected from every change (HOSTKEY_PROTECTED_USERS, or by an operator)",
                        "GET /api/v1/host-keys/{user}/status");
        open(false);
        assertThat(reason()).contains("protected from every change");
    }

    private String reason() {
        return ((Finding.NoKeyYet) finder.find("zoe@example.com")).reason();
    }

    private void active() {
        open(false);
        activate(1);
    }

    private void open(boolean concealed) {
        var _ = jdbi.inTransaction(tx -> ledger.open(tx, List.of(new OpenRequest(zoe, concealed))));
    }

    private void sent() {
        jdbi.useTransaction(tx -> ledger.markSent(tx, List.of(zoe)));
    }

    private void drifted() {
        var _ = jdbi.inTransaction(tx -> ledger.markDrifted(tx, Map.of(zoe, CLOCK.instant())));
    }

    private void activate(long version) {
        Optional<Activation> activation =
                jdbi.inTransaction(tx -> ledger.activate(tx, zoe, version));
        assertThat(activation).isPresent();
    }

    private static Profile profile(boolean active) {
        return new Profile(
                "zoe@example.com",
                Optional.empty(),
                Optional.of(new EmailAddress("zoe@example.com")),
                Optional.empty(),
                active,
                "{}");
    }
}
