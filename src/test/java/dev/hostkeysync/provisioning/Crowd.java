package dev.hostkeysync.provisioning;

import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A company before the mass-change guard.
final class Crowd {

    final Journey journey;
    final List<UserId> users = new ArrayList<>();

    /// So many people, each with a key at Zoom.
    Crowd(int people, GuardConfig config) {
        journey = new Journey(Action.RECLAIM, config);
        List<LifecycleEvent> events = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            List<LifecycleEvent> made =
                    journey.directory.changed(
                            new UserChange.Create(Journey.profile(email(i), true)));
            users.add(made.getFirst().envelope().userId());
            events.addAll(made);
        }
        journey.consume(events);
        push();
    }

    static String email(int person) {
        return "person" + person + "@example.com";
    }

    /// Lets the loop turn until nobody is due.
    void push() {
        while (journey.turn() > 0) {
            // The next ones.
        }
    }

    /// What the provider says of these people, in one batch that the consumer has not seen yet.
    List<LifecycleEvent> switched(boolean on, int from, int to) {
        List<LifecycleEvent> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            int person = i;
            events.addAll(
                    journey.directory.changed(
                            new UserChange.Edit(
                                    users.get(i),
                                    OptionalLong.empty(),
                                    _ -> Journey.profile(email(person), on))));
        }
        return events;
    }

    void deactivate(int from, int to) {
        journey.consume(switched(false, from, to));
    }

    void reactivate(int from, int to) {
        journey.consume(switched(true, from, to));
    }

    /// Carries out what was decided, with a look at Zoom after each step.
    void settle() {
        for (int i = 0;
                i < 100 && journey.release.next().compareTo(Duration.ofSeconds(1)) < 0;
                i++) {
            push();
        }
        push();
    }

    /// Whose key at Zoom is one that nobody is told.
    long concealed() {
        return users.stream()
                .filter(user -> journey.active(user).filter(key -> key.concealed()).isPresent())
                .count();
    }

    boolean isConcealed(int person) {
        return journey.active(users.get(person)).orElseThrow().concealed();
    }

    Hold hold() {
        return holds().getFirst();
    }

    List<Hold> holds() {
        return journey.jdbi.withHandle(tx -> journey.holds.list(tx, 10));
    }

    long count(HoldOutcome outcome) {
        return hold().outcomes().getOrDefault(outcome, -1L);
    }

    Holds.Resolution resolve(HoldState word) {
        Hold newest = hold();
        return journey.jdbi.inTransaction(
                tx -> journey.holds.resolve(tx, newest.id(), word, "ann").orElseThrow());
    }

    HeldUser held(int person) {
        return journey.jdbi
                .withHandle(tx ->
                        HoldRows.users(
                                tx,
                                "WHERE hold_id = ? AND user_id = ?",
                                hold().id(),
                                users.get(person).value()))
                .getFirst();
    }

    /// As if so much time had passed since the revocations that passed.
    void pass(Duration time) {
        journey.jdbi.useHandle(handle -> {
            int _ =
                    handle.execute(
                            "UPDATE revocation_slice SET since = since - make_interval(secs => ?)",
                            time.toMillis() / 1000.0);
            int _ =
                    handle.execute(
                            "UPDATE revocation_guard SET sampled_at = sampled_at - make_interval(secs => ?)",
                            time.toMillis() / 1000.0);
        });
    }

    /// `wanted`, and whether a hold has the user.
    String row(int person) {
        return journey.jdbi.withHandle(handle ->
                handle.select(
                                "SELECT wanted || CASE WHEN held_in IS NULL THEN '' ELSE ' held' END"
                                        + " FROM sync_user WHERE user_id = ?",
                                users.get(person).value())
                        .mapTo(String.class)
                        .one());
    }
}
