package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// An identity provider that goes on for as long as it is told to: makes its users, then changes
/// the sign-in of one after the other at random. Like a real one it repeats a request until it has
/// an answer, so in the end it knows what it was promised.
final class Provider implements Runnable {

    private final Client client;
    private final int users;
    private final Random random;
    private final Duration pause;
    private final BooleanSupplier goOn;
    private final List<Employee> employees = new ArrayList<>();
    private final Map<Employee, String> externalIds = new HashMap<>();
    private int mostRepetitions;

    /// @param pause between its requests
    Provider(Client client, int users, long seed, Duration pause, BooleanSupplier goOn) {
        this.client = client;
        this.users = users;
        this.random = new Random(seed);
        this.pause = pause;
        this.goOn = goOn;
    }

    @Override
    public void run() {
        for (int i = 0; i < users; i++) {
            employees.add(created(Employee.newEmail()));
            pause();
        }
        for (int change = 0; goOn.getAsBoolean(); change++) {
            Employee employee = employees.get(random.nextInt(users));
            String externalId = "external-" + change;
            Reply reply = answered(() -> client.changeSignIn(employee, externalId));
            assertThat(reply.status()).isEqualTo(200);
            externalIds.put(employee, externalId);
            pause();
        }
    }

    List<Employee> employees() {
        return employees;
    }

    int mostRepetitions() {
        return mostRepetitions;
    }

    /// Every promise of a 2xx is kept (invariant I5).
    void assertKept() {
        for (Employee employee : employees) {
            Reply reply = client.get(employee);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("externalId").asText())
                    .isEqualTo(
                            externalIds.getOrDefault(
                                    employee, Client.externalIdOf(employee.email())));
        }
    }

    private Employee created(String email) {
        Reply reply = answered(() -> client.create(email));
        if (reply.status() == 409) {
            // The answer to an earlier try was lost, not the user.
            Reply found = answered(() -> client.find(email));
            return new Employee(found.json().at("/Resources/0/id").asText(), email);
        }
        assertThat(reply.status()).isEqualTo(201);
        return new Employee(reply.json().path("id").asText(), email);
    }

    private Reply answered(Supplier<Reply> request) {
        Reply reply = request.get();
        for (int again = 1; reply.status() == 0 || reply.status() >= 500; again++) {
            mostRepetitions = Math.max(mostRepetitions, again);
            pause();
            reply = request.get();
        }
        return reply;
    }

    private void pause() {
        LockSupport.parkNanos(pause.toNanos());
    }
}
