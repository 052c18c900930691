package dev.hostkeysync.zoomsim;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The account's users. Wherever a user is named, id and e-mail both do; e-mails are compared
/// without case.
public final class SimulatedUsers {

    private final BooleanSupplier autoCreate;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final NavigableMap<Long, SimulatedUser> byNumber = new TreeMap<>();
    private final Map<String, Long> numberById = new HashMap<>();
    private final Map<String, Long> numberByEmail = new HashMap<>();
    private long lastNumber;

    SimulatedUsers(BooleanSupplier autoCreate, InstantSource clock, Supplier<String> ids) {
        this.autoCreate = autoCreate;
        this.clock = clock;
        this.ids = ids;
    }

    /// A licensed, active user.
    public SimulatedUser add(String email) {
        return add(UserFields.ofEmail(email));
    }

    /// Many licensed, active users at once, `user1@…` and so on after those who are there.
    ///
    /// @param count 1 to 1,000,000
    public synchronized void crowd(int count, String domain) {
        if (count < 1 || count > 1_000_000) {
            throw new IllegalArgumentException("a crowd is 1 to 1000000");
        }
        for (int i = 0; i < count; i++) {
            var _ = add("user" + (lastNumber + 1) + "@" + domain);
        }
    }

    /// @throws IllegalArgumentException without an e-mail, or when id or e-mail are taken
    public synchronized SimulatedUser add(UserFields fields) {
        String email = fields.email();
        if (email == null || !email.contains("@")) {
            throw new IllegalArgumentException("a user needs an email");
        }
        String id = fields.id() == null ? ids.get() : fields.id();
        if (numberOf(email).isPresent() || numberOf(id).isPresent()) {
            throw new IllegalArgumentException(
                    "there is a user " + email + " or " + id + " already");
        }
        SimulatedUser blank =
                new SimulatedUser(
                        id,
                        email,
                        UserFields.LICENSED,
                        UserState.ACTIVE,
                        "",
                        "",
                        clock.instant(),
                        List.of());
        return put(++lastNumber, blank.with(fields, clock.instant()));
    }

    /// @throws IllegalArgumentException when the e-mail is another user's, or the id would change
    public synchronized Optional<SimulatedUser> edit(String idOrEmail, UserFields fields) {
        return numberOf(idOrEmail).map(number -> edit(number, fields));
    }

    private SimulatedUser edit(Long number, UserFields fields) {
        SimulatedUser user = Objects.requireNonNull(byNumber.get(number));
        if (fields.id() != null && !fields.id().equals(user.id())) {
            throw new IllegalArgumentException("a user's id never changes");
        }
        Optional<Long> sameEmail = Optional.ofNullable(fields.email()).flatMap(this::numberOf);
        if (sameEmail.isPresent() && !sameEmail.get().equals(number)) {
            throw new IllegalArgumentException("the email is another user's");
        }
        numberByEmail.remove(key(user.email()));
        return put(number, user.with(fields, clock.instant()));
    }

    public synchronized boolean remove(String idOrEmail) {
        Optional<Long> number = numberOf(idOrEmail);
        number.map(byNumber::remove)
                .ifPresent(user -> {
                    numberById.remove(user.id());
                    numberByEmail.remove(key(user.email()));
                });
        return number.isPresent();
    }

    public synchronized Optional<SimulatedUser> find(String idOrEmail) {
        return numberOf(idOrEmail).map(byNumber::get);
    }

    public synchronized List<SimulatedUser> all() {
        return List.copyOf(byNumber.values());
    }

    public synchronized int count() {
        return byNumber.size();
    }

    synchronized int count(UserState status) {
        return (int) byNumber.values().stream().filter(user -> user.status() == status).count();
    }

    /// As [#find], but an unknown e-mail becomes a user where the options say so.
    synchronized Optional<SimulatedUser> address(String idOrEmail) {
        Optional<SimulatedUser> found = find(idOrEmail);
        boolean create = found.isEmpty() && idOrEmail.contains("@") && autoCreate.getAsBoolean();
        return create ? Optional.of(add(idOrEmail)) : found;
    }

    /// The next users in order of creation.
    ///
    /// @param after the number of the last user already given, 0 to begin
    synchronized Page page(UserState status, long after, int size) {
        List<Map.Entry<Long, SimulatedUser>> found =
                byNumber.tailMap(after, /* inclusive= */ false).entrySet().stream()
                        .filter(entry -> entry.getValue().status() == status)
                        .limit(size + 1L)
                        .toList();
        List<Map.Entry<Long, SimulatedUser>> here = found.stream().limit(size).toList();
        return new Page(
                here.stream().map(Map.Entry::getValue).toList(),
                here.isEmpty() ? after : here.getLast().getKey(),
                found.size() > size);
    }

    /// @param last the number of the last user here
    record Page(List<SimulatedUser> users, long last, boolean more) {}

    synchronized void clear() {
        byNumber.clear();
        numberById.clear();
        numberByEmail.clear();
    }

    private SimulatedUser put(long number, SimulatedUser user) {
        byNumber.put(number, user);
        numberById.put(user.id(), number);
        numberByEmail.put(key(user.email()), number);
        return user;
    }

    private Optional<Long> numberOf(String idOrEmail) {
        return Optional.ofNullable(numberById.get(idOrEmail))
                .or(() -> Optional.ofNullable(numberByEmail.get(key(idOrEmail))));
    }

    private static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
