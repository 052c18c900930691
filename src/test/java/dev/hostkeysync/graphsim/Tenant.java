package dev.hostkeysync.graphsim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/// The users of the tenant, and in which order they changed.
final class Tenant {

    enum Place {
        PRESENT,
        DELETED,
        GONE
    }

    record Entry(SimUser user, Place place, long changed) {}

    private final Map<String, Entry> entries = new TreeMap<>();
    private final BiConsumer<String, String> changed;
    private long clock;

    /// @param changed is told the id and the `changeType`
    Tenant(BiConsumer<String, String> changed) {
        this.changed = changed;
    }

    SimUser create(String userPrincipalName, boolean guest) {
        String id = UUID.randomUUID().toString();
        SimUser user =
                new SimUser(
                        id,
                        userPrincipalName,
                        userPrincipalName,
                        null,
                        true,
                        guest ? "Guest" : "Member");
        put(user, Place.PRESENT);
        changed.accept(id, "updated");
        return user;
    }

    void change(String id, UnaryOperator<SimUser> change) {
        put(change.apply(find(id, Place.PRESENT).orElseThrow()), Place.PRESENT);
        changed.accept(id, "updated");
    }

    /// Into the deleted items: an `updated`, as Graph says it.
    void delete(String id) {
        put(find(id, Place.PRESENT).orElseThrow(), Place.DELETED);
        changed.accept(id, "updated");
    }

    void restore(String id) {
        put(find(id, Place.DELETED).orElseThrow(), Place.PRESENT);
        changed.accept(id, "updated");
    }

    /// For good.
    void purge(String id) {
        put(find(id, Place.DELETED).orElseThrow(), Place.GONE);
        changed.accept(id, "deleted");
    }

    private synchronized void put(SimUser user, Place place) {
        entries.put(user.id(), new Entry(user, place, ++clock));
    }

    synchronized Optional<SimUser> find(String id, Place place) {
        return Optional.ofNullable(entries.get(id))
                .filter(entry -> entry.place() == place)
                .map(Entry::user);
    }

    synchronized long now() {
        return clock;
    }

    /// Who changed after this, the first first.
    synchronized List<Entry> since(long time) {
        return new ArrayList<>(entries.values())
                .stream()
                        .filter(entry -> entry.changed() > time)
                        .sorted(Comparator.comparingLong(Entry::changed))
                        .toList();
    }

    /// Everybody who is there.
    synchronized List<Entry> present() {
        return since(0).stream().filter(entry -> entry.place() == Place.PRESENT).toList();
    }
}
