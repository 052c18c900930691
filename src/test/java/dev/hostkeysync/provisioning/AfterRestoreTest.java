package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `deploy/sql/after-restore.sql` on what a backup may hold. Whatever was announced since it was
/// made, of each user up to some hundreds of versions, nothing is announced below that.
class AfterRestoreTest {

    private final Journey journey = new Journey();

    private UserId withKey(String email) {
        UserId user = journey.create(email);
        journey.turn();
        return user;
    }

    @Test
    void neverSendsAKeyThatWasInDoubtInTheBackup() {
        UserId zoe = withKey("zoe@example.com");
        mark(zoe, Order.ROTATE);
        journey.answer(new ZoomOutcome.Unknown("timeout"));
        journey.turn();

        restore();
        assertThat(journey.pending(zoe).orElseThrow().sent()).isFalse();
        journey.turn();

        assertThat(journey.announced())
                .containsExactly("issued 1 user-created", "rotated 1003 operator");
        assertThat(journey.zoom.digits).hasSize(3).doesNotHaveDuplicates();
        assertThat(journey.activeDigits(zoe)).isEqualTo(journey.zoom.digits.getLast());
        assertThat(journey.row(zoe)).isEqualTo("DONE");
    }

    @Test
    void goesOnWaitingWithAnotherKey() {
        UserId zoe = journey.create("zoe@example.com");
        journey.answer(new ZoomOutcome.NotThereYet("1001"));
        journey.turn();

        restore();
        assertThat(journey.row(zoe)).isEqualTo("WAITING: 1001");
        journey.turn();

        assertThat(journey.announced()).containsExactly("issued 1002 user-created");
        assertThat(journey.zoom.digits).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void stillTakesTheKeyFromWhomTheBackupWasAboutToTakeIt() {
        UserId zoe = withKey("zoe@example.com");
        journey.edit(zoe, "zoe@example.com", false);

        restore();
        journey.turn();

        assertThat(journey.announced())
                .containsExactly("issued 1 user-created", "revoked 1003 user-deactivated");
        assertThat(journey.active(zoe).orElseThrow().concealed()).isTrue();
    }

    @Test
    void countsOnFromAThousandWhereTheBackupHasNoKey() {
        UserId zoe =
                journey.directory
                        .changed(new UserChange.Create(Journey.profile("zoe@example.com", true)))
                        .getFirst()
                        .envelope()
                        .userId();

        restore();
        mark(zoe, Order.ISSUE);
        journey.turn();

        assertThat(journey.announced()).containsExactly("issued 1001 operator");
    }

    @Test
    void announcesTheEndOfAKeyAboveWhatWasAnnouncedToo() {
        UserId zoe = withKey("zoe@example.com");

        restore();
        journey.remove(zoe);
        journey.answer(new ZoomOutcome.NotThereYet("1001"));
        journey.turn();

        assertThat(journey.announced())
                .containsExactly("issued 1 user-created", "revoked 1001 user-removed");
    }

    private void mark(UserId user, Order order) {
        journey.jdbi.useTransaction(tx -> {
            var _ = journey.marks.mark(tx, List.of(user), order, "operator", Lane.LIVE);
        });
    }

    private void restore() {
        try {
            String sql = Files.readString(Path.of("deploy", "sql", "after-restore.sql"));
            journey.jdbi.useHandle(handle -> {
                var _ = handle.createScript(sql).execute();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        journey.makeEverybodyDue();
    }
}
