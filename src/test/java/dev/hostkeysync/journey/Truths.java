package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.stack.Received;
import dev.hostkeysync.stack.TopicTail;
import dev.hostkeysync.zoomsim.SeenRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The three truths about a user's key: what Zoom holds, what the store says is ACTIVE (and the
/// reveal API tells), and what the last host-key event says.
final class Truths {

    private static final Duration SOON = Duration.ofSeconds(40);

    private final Installation installation;
    private final Client client;
    private final TopicTail events;

    Truths(Installation installation, Client client, TopicTail hostKeyEvents) {
        this.installation = installation;
        this.client = client;
        this.events = hostKeyEvents;
    }

    /// Waits until the three are one.
    ///
    /// @param version the version it must be
    /// @param change what the last event must say of it
    void awaitAgreement(Employee employee, long version, String change) {
        await("the three truths about " + employee.email())
                .atMost(SOON)
                .untilAsserted(() -> {
                    assertAgreement(employee);
                    assertThat(lastEvent(employee)).isEqualTo(change + " " + version);
                });
    }

    /// The same, whatever the version is.
    void awaitAgreement(Employee employee) {
        await("the three truths about " + employee.email())
                .atMost(SOON)
                .untilAsserted(() -> assertAgreement(employee));
    }

    /// Waits until the last event says so.
    ///
    /// @param changeAndVersion such as `revoked 2`
    void awaitEvent(Employee employee, String changeAndVersion) {
        await("the event " + changeAndVersion)
                .atMost(SOON)
                .untilAsserted(() -> assertThat(lastEvent(employee)).isEqualTo(changeAndVersion));
    }

    private void assertAgreement(Employee employee) {
        Store.Key active =
                installation
                        .store()
                        .active(employee.id())
                        .orElseThrow(() -> new AssertionError("no ACTIVE version"));
        assertThat(installation.store().pending(employee.id())).isEmpty();
        assertThat(atZoom(employee)).as("key at Zoom").contains(active.digits());
        assertThat(revealed(employee)).as("revealed key").isEqualTo(active.digits());
        assertThat(lastEvent(employee)).endsWith(" " + active.version());
    }

    Optional<HostKeyDigits> atZoom(Employee employee) {
        return installation.zoom().hostKeyOf(employee.email()).map(HostKeyDigits::of);
    }

    /// Every key that a PATCH for this user carried, oldest first, applied or not.
    List<HostKeyDigits> sentToZoom(Employee employee) {
        return callsFor(employee).stream()
                .flatMap(call -> Optional.ofNullable(call.hostKey()).stream())
                .map(HostKeyDigits::of)
                .toList();
    }

    /// Every PATCH for this user, by e-mail, oldest first.
    List<SeenRequest> callsFor(Employee employee) {
        String path = "/v2/users/" + employee.email().replace("@", "%40");
        return installation.zoom().requests().stream()
                .filter(request -> request.method().equals("PATCH") && request.path().equals(path))
                .toList();
    }

    /// As they arrived, repetitions included.
    List<Received> eventsOf(Employee employee) {
        return events.records().stream()
                .filter(record -> record.key().equals(employee.id()))
                .toList();
    }

    private HostKeyDigits revealed(Employee employee) {
        Reply reply = client.reveal(employee.email());
        assertThat(reply.status()).as("status of the reveal").isEqualTo(200);
        return HostKeyDigits.of(reply.json().path("hostKey").asText());
    }

    /// Change and version, such as `rotated 2`.
    private String lastEvent(Employee employee) {
        List<Received> all = eventsOf(employee);
        assertThat(all).as("host-key events").isNotEmpty();
        var data = Reply.json(all.getLast().value());
        return data.path("change").asText() + " " + data.path("version").asLong();
    }
}
