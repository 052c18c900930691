package dev.hostkeysync.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.LifecycleEventWriter;
import dev.hostkeysync.outbox.OutboxFixture;
import dev.hostkeysync.testing.CapturedLogs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class AccountConsumerTest {

    private final AccountFixture fixture = new AccountFixture();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AccountConsumer consumer =
            new AccountConsumer(
                    fixture.jdbi,
                    fixture.marks,
                    fixture.list,
                    fixture.policy,
                    new AccountBell(),
                    fixture.clock,
                    OutboxFixture.config(),
                    OutboxFixture.brokers(),
                    metrics);

    @Test
    void countsAnEventThatItCannotTakeAndGoesOn() {
        LifecycleEvent broken = created("zoe@example.com");
        LifecycleEvent good = created("max@example.com");
        assertThat(skipped()).isZero();
        fixture.jdbi.useHandle(handle ->
                handle.execute(
                        "ALTER TABLE zoom_account ADD CHECK (user_id <> '%s')"
                                .formatted(broken.envelope().userId())));

        try (CapturedLogs logs = CapturedLogs.everything()) {
            consumer.take(List.of(record(broken), record(good)));

            assertThat(logs.text())
                    .contains("ERROR An event of user " + broken.envelope().userId())
                    .contains("PSQLException 23514 zoom_account_user_id_check. Retry it with");
        }
        assertThat(skipped()).isEqualTo(1);
        assertThat(fixture.row(good.envelope().userId())).isEqualTo("PRESENT DUE");
    }

    private LifecycleEvent created(String email) {
        return fixture.directory
                .changed(new UserChange.Create(AccountFixture.profile(email, true)))
                .getFirst();
    }

    private static ConsumerRecord<byte[], byte[]> record(LifecycleEvent event) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(
                        "identity-lifecycle", 0, 0, new byte[0], LifecycleEventWriter.data(event));
        LifecycleEventWriter.attributes(event)
                .headers()
                .forEach((name, value) ->
                        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private double skipped() {
        return metrics.get("hostkeysync_events_skipped_total")
                .tags("topic", "identity-lifecycle", "group", "hostkey-sync-zoom-accounts")
                .counter()
                .count();
    }
}
