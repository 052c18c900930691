package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.sealing.Keyset;
import dev.hostkeysync.sealing.SecretSealer;
import dev.hostkeysync.sealing.UnreadableSecret;
import dev.hostkeysync.testing.FixedIds;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionAdministrationTest {

    private static final URI URL = URI.create("https://hooks.example.com/T0/secret-in-a-path");

    private final Desk desk = new Desk();
    private final SubscriptionAdministration administration = desk.administration;

    @AfterEach
    void end() throws InterruptedException {
        desk.close();
    }

    @Test
    void makesASubscriptionWithASecretOfItsOwn() {
        SubscriptionAdministration.Made made = desk.subscribe(URL);
        SubscriptionAdministration.Made other = desk.subscribe(URL);

        assertThat(made.secret()).isNotEqualTo(other.secret());
        assertThat(administration.list()).containsExactly(made.view(), other.view());
        assertThat(administration.get(made.view().id()))
                .isEqualTo(
                        new SubscriptionView(
                                made.view().id(),
                                URL.toString(),
                                "",
                                List.of("issued", "rotated", "revoked", "failed"),
                                true,
                                State.ENABLED,
                                null,
                                desk.clock.instant(),
                                desk.clock.instant(),
                                "ann",
                                null,
                                null,
                                null,
                                0,
                                0,
                                null,
                                null));
        assertThat(desk.liveSecrets(made.view().id())).containsExactly(made.secret());
    }

    @Test
    void changesWhatIsGiven() {
        UUID id = desk.subscribe(URL).view().id();

        SubscriptionView view =
                administration.change(
                        id,
                        new SubscriptionBody(
                                Optional.of(URI.create("https://new.example.com/")),
                                Optional.empty(),
                                Optional.of(Set.of(Change.REVOKED)),
                                Optional.empty(),
                                Optional.empty()),
                        Desk.ANN);

        assertThat(view.url()).isEqualTo("https://new.example.com/");
        assertThat(view.changes()).containsExactly("revoked");
        assertThat(view.includeBulk()).isTrue();
        assertThat(view.state()).isEqualTo(State.ENABLED);
        assertThat(administration.get(id)).isEqualTo(view);
    }

    @Test
    void makesWhatWaitsDueWhenItIsEnabledAgain() {
        UUID id = desk.subscribe(URL).view().id();
        desk.intake.take(List.of(desk.news("e1", "zoe", Change.ISSUED)));
        desk.sql("UPDATE subscription_delivery SET due_at = now() + interval '20 hours'");
        desk.sql("UPDATE subscription SET failing_since = now(), held_until = 'infinity'");

        SubscriptionView disabled = administration.change(id, enabled(false), Desk.ANN);
        SubscriptionView enabled = administration.change(id, enabled(true), Desk.ANN);

        assertThat(disabled.state()).isEqualTo(State.DISABLED);
        assertThat(disabled.stateReason()).isEqualTo("disabled by an operator");
        assertThat(enabled.state()).isEqualTo(State.ENABLED);
        assertThat(enabled.stateReason()).isNull();
        assertThat(enabled.failingSince()).isNull();
        assertThat(enabled.waiting()).isEqualTo(1);
        assertThat(desk.leases.due(Set.of(Kind.WEBHOOK))).hasSize(1);
    }

    @Test
    void keepsTwoSecretsForADayAndNeverThree() {
        SubscriptionAdministration.Made first = desk.subscribe(URL);
        UUID id = first.view().id();

        Secret second = administration.newSecret(id, Desk.ANN).secret();
        List<Secret> afterOne = desk.liveSecrets(id);
        Secret third = administration.newSecret(id, Desk.ANN).secret();
        List<Secret> afterTwo = desk.liveSecrets(id);
        desk.clock.pass(Duration.ofHours(24));

        assertThat(afterOne).containsExactly(second, first.secret());
        assertThat(afterTwo).containsExactly(third, second);
        assertThat(desk.liveSecrets(id)).containsExactly(third);
        desk.jdbi.useTransaction(tx -> desk.secrets.prune(tx, desk.clock.instant()));
        assertThat(desk.sql("DELETE FROM subscription_secret")).isEqualTo(1);
    }

    @Test
    void signsWithTheNewSecretWhereTheOldOneDoesNotOpen() {
        UUID id = desk.subscribe(URL).view().id();
        desk.sql(
                "UPDATE subscription_secret SET sealed = set_byte(sealed, 9, 255 - get_byte(sealed, 9))");
        assertThatThrownBy(() -> desk.liveSecrets(id)).isInstanceOf(UnreadableSecret.class);

        Secret second = administration.newSecret(id, Desk.ANN).secret();

        assertThat(desk.liveSecrets(id)).containsExactly(second);
    }

    @Test
    void forgetsEverythingOfASubscriptionThatEnds() {
        UUID id = desk.subscribe(URL).view().id();
        desk.intake.take(List.of(desk.news("e1", "zoe", Change.ISSUED)));

        administration.remove(id, Desk.ANN);

        assertThat(administration.list()).isEmpty();
        assertThat(desk.sql("DELETE FROM subscription_secret")).isZero();
        assertThat(desk.sql("DELETE FROM subscription_delivery")).isZero();
    }

    @Test
    void writesEveryChangeIntoTheTrailWithoutThePath() {
        UUID id = desk.subscribe(URL).view().id();
        SubscriptionView _ = administration.change(id, enabled(false), Desk.ANN);
        SubscriptionView _ = administration.change(id, enabled(true), Desk.ANN);
        SubscriptionView _ = administration.change(id, enabled(true), Desk.ANN);
        SubscriptionAdministration.Made _ = administration.newSecret(id, Desk.ANN);
        SubscriptionView _ =
                administration.replay(
                        id,
                        new Span(desk.clock.instant().minusSeconds(1), desk.clock.instant()),
                        Desk.ANN);
        Receiver _ = administration.receiver(id, Desk.ANN);
        administration.remove(id, Desk.ANN);

        assertThat(desk.trail())
                .containsExactly(
                        line("create", id),
                        line("disable", id),
                        line("enable", id),
                        line("change", id),
                        line("secret", id),
                        line("replay", id),
                        line("test", id),
                        line("delete", id));
    }

    @Test
    void refusesMoreThanAHundred() {
        for (int i = 0; i < Subscriptions.MOST; i++) {
            SubscriptionAdministration.Made _ = desk.subscribe(URL);
        }

        assertProblem(() -> desk.subscribe(URL), 409, "too-many-subscriptions");
        assertThat(administration.list()).hasSize(100);
    }

    @Test
    void knowsOnlyWebhooksThatAreThere() {
        UUID stream = desk.ids.next();
        desk.jdbi.useTransaction(tx -> {
            boolean _ =
                    desk.subscriptions.add(
                            tx,
                            Subscription.of(
                                    stream,
                                    Kind.SSF_POLL,
                                    Optional.empty(),
                                    "",
                                    Filter.EVERYTHING,
                                    desk.clock.instant(),
                                    "ann"));
        });
        Span span = new Span(desk.clock.instant().minusSeconds(1), desk.clock.instant());

        for (UUID id : List.of(stream, FixedIds.number(999))) {
            for (ThrowingCallable call :
                    List.<ThrowingCallable>of(
                            () -> administration.get(id),
                            () -> administration.deliveries(id, false, 1),
                            () -> administration.change(id, enabled(true), Desk.ANN),
                            () -> administration.newSecret(id, Desk.ANN),
                            () -> administration.replay(id, span, Desk.ANN),
                            () -> administration.receiver(id, Desk.ANN),
                            () -> administration.remove(id, Desk.ANN))) {
                assertProblem(call, 404, "not-found");
            }
        }
        assertThat(administration.list()).isEmpty();
    }

    @Test
    void saysWhichKeyAWrongKeysetLacks() {
        UUID _ = desk.subscribe(URL).view().id();
        SubscriptionSecrets wrong =
                new SubscriptionSecrets(
                        new SecretSealer(Keyset.parse(HostKeyFixture.newKeyset())), desk.ids);

        assertThat(desk.jdbi.withHandle(desk.secrets::checkKeyset)).isEmpty();
        assertThat(desk.jdbi.withHandle(wrong::checkKeyset))
                .singleElement()
                .asString()
                .matches(
                        "HOSTKEY_KEYSET: does not contain key [0-9]+, with which 1 secrets of subscriptions are sealed;.*");
    }

    private static String line(String action, UUID id) {
        return "ann subscription.%s 192.0.2.7 subscription %s to hooks.example.com"
                .formatted(action, id);
    }

    private static SubscriptionBody enabled(boolean enabled) {
        return new SubscriptionBody(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(enabled));
    }

    private static void assertProblem(ThrowingCallable call, int status, String name) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.problem().status()).isEqualTo(status);
                            assertThat(e.problem().type())
                                    .hasToString("urn:hostkey-sync:problem/" + name);
                        });
    }
}
