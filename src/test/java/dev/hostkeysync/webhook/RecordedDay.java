package dev.hostkeysync.webhook;

import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.ZoomUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/// A day of 46 people at five senders, in the order in which things happened: each person has a
/// story, told by whatever names their sender uses, and the stories are woven together.
public final class RecordedDay {

    public static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");
    public static final Instant END = BEGIN.plus(Duration.ofDays(1));

    private final Random random;
    private final List<Notice> notices = new ArrayList<>();
    private final List<Profile> present = new ArrayList<>();
    private int people;

    private RecordedDay(long seed) {
        random = new Random(seed);
        for (int round = 0; round < 2; round++) {
            offAndOn();
            offForGood();
            removed();
            removedAndBack();
            offAndOnAtZoom();
            offAtZoomForGood();
            disassociated();
            disassociatedAndBack();
            deletedAtZoomAndBack();
            disassociatedAndAtZoomAgain();
            drifted();
            renamed();
            renamedWithoutAnId();
            credentials();
            editedInParts();
            reportedTwice();
            readAgainAndAgain();
            stagedAndActivated();
            createdAndOff();
            createdAndOffAtZoom();
            createdAndRemoved();
            createdAndRead();
            createdByTwo();
        }
        notices.sort(Comparator.comparing(Notice::occurredAt));
    }

    public static RecordedDay of(long seed) {
        return new RecordedDay(seed);
    }

    /// Whom SCIM made before the day.
    public List<Profile> present() {
        return present;
    }

    public List<Notice> notices() {
        return notices;
    }

    private void offAndOn() {
        Person person = present("okta");
        person.says(Report.Deactivated::new);
        person.says(Report.Activated::new);
        person.zoom(Report.ReadyAtZoom::new);
    }

    private void offForGood() {
        Person person = present("ssf");
        person.says(Report.Activated::new);
        person.says(Report.Deactivated::new);
    }

    private void removed() {
        Person person = present("okta");
        person.zoom(Report.ReadyAtZoom::new);
        person.says(Report.Deactivated::new);
        person.says(Report.Removed::new);
    }

    private void removedAndBack() {
        Person person = present("graph");
        person.zoom(Report.ReadyAtZoom::new);
        person.says(Report.Removed::new);
        person.says(user -> new Report.Created(user, person.profile(true)));
        person.says(Report.SignInChanged::new);
    }

    private void offAndOnAtZoom() {
        Person person = present("standard");
        person.zoom(Report.DeactivatedAtZoom::new);
        person.says(Report.SignInChanged::new);
        person.zoom(Report.ActivatedAtZoom::new);
    }

    private void offAtZoomForGood() {
        Person person = present("ssf");
        person.zoom(Report.ReadyAtZoom::new);
        person.zoom(Report.DeactivatedAtZoom::new);
    }

    private void disassociated() {
        Person person = present("graph");
        person.zoom(Report.Transferred::new);
    }

    private void disassociatedAndBack() {
        Person person = present("okta");
        person.zoom(Report.ReadyAtZoom::new);
        person.zoom(Report.Transferred::new);
        person.says(Report.Deactivated::new);
        person.says(Report.Activated::new);
    }

    private void deletedAtZoomAndBack() {
        Person person = present("standard");
        person.zoom(Report.ReadyAtZoom::new);
        person.zoom(Report.DeletedAtZoom::new);
        person.atZoom("new-");
        person.zoom(Report.ReadyAtZoom::new);
    }

    private void disassociatedAndAtZoomAgain() {
        Person person = present("okta");
        person.zoom(Report.Transferred::new);
        person.atZoom("other-");
        person.zoom(Report.ReadyAtZoom::new);
        person.zoom(Report.HostKeyDrifted::new);
    }

    private void drifted() {
        Person person = present("ssf");
        person.zoom(Report.ReadyAtZoom::new);
        person.zoomById(Report.HostKeyDrifted::new);
        person.zoomById(Report.HostKeyDrifted::new);
    }

    private void renamed() {
        Person person = present("okta");
        person.says(Report.SignInChanged::new);
        person.renamed();
        person.says(Report.Deactivated::new);
    }

    /// Known by nothing but an address that changes.
    private void renamedWithoutAnId() {
        Person person = present("ssf");
        person.says(Report.Deactivated::new);
        person.renamed();
        person.says(Report.Activated::new);
        person.says(Report.SignInChanged::new);
        person.says(Report.Deactivated::new);
    }

    private void credentials() {
        Person person = present("standard");
        person.says(Report.SignInChanged::new);
        person.by("ssf").says(Report.SignInChanged::new);
    }

    private void editedInParts() {
        Person person = present("okta");
        person.says(user -> new Report.Profiled(user, named("Ann")));
        person.says(user -> new Report.Profiled(user, entitled("Chair")));
        person.says(user -> new Report.Profiled(user, named("Anne")));
        person.by("ssf").says(user -> new Report.Profiled(user, entitled("Board")));
    }

    private void reportedTwice() {
        Person person = present("okta");
        person.says(Report.Deactivated::new);
        person.by("ssf").says(Report.Deactivated::new);
        person.by("okta").says(Report.Activated::new);
        person.by("ssf").says(Report.Activated::new);
    }

    private void readAgainAndAgain() {
        Person person = present("graph");
        for (boolean active : new boolean[] {true, false, true}) {
            person.says(user -> new Report.Created(user, person.profile(active)));
        }
        person.says(user -> new Report.Created(user, person.profile(true, "Renamed")));
    }

    private void stagedAndActivated() {
        Person person = coming("okta");
        person.says(user -> new Report.Created(user, person.profile(false)));
        person.says(Report.Activated::new);
        person.zoom(Report.ReadyAtZoom::new);
        person.zoomById(Report.HostKeyDrifted::new);
    }

    private void createdAndOff() {
        Person person = coming("graph");
        person.says(user -> new Report.Created(user, person.profile(true)));
        person.zoom(Report.ReadyAtZoom::new);
        person.says(Report.Deactivated::new);
    }

    private void createdAndOffAtZoom() {
        Person person = coming("ssf");
        person.says(user -> new Report.Created(user, person.profile(true)));
        person.says(Report.SignInChanged::new);
        person.zoom(Report.DeactivatedAtZoom::new);
        person.zoom(Report.ActivatedAtZoom::new);
    }

    private void createdAndRemoved() {
        Person person = coming("standard");
        person.says(user -> new Report.Created(user, person.profile(true)));
        person.says(Report.Deactivated::new);
        person.says(Report.Removed::new);
    }

    private void createdAndRead() {
        Person person = coming("graph");
        person.zoom(Report.ReadyAtZoom::new);
        person.says(user -> new Report.Created(user, person.profile(true)));
        person.says(user -> new Report.Created(user, person.profile(true, "Later")));
        person.says(user -> new Report.Created(user, person.profile(false, "Last")));
    }

    private void createdByTwo() {
        Person person = coming("okta");
        person.says(user -> new Report.Created(user, person.profile(true)));
        person.by("standard").says(user -> new Report.Created(user, person.profile(true)));
        person.zoom(Report.Transferred::new);
    }

    private static UnaryOperator<Profile> named(String displayName) {
        return was ->
                new Profile(
                        was.userName(),
                        was.externalId(),
                        was.email(),
                        Optional.of(displayName),
                        was.active(),
                        was.document());
    }

    private static UnaryOperator<Profile> entitled(String title) {
        return was ->
                new Profile(
                        was.userName(),
                        was.externalId(),
                        was.email(),
                        was.displayName(),
                        was.active(),
                        "{\"title\":\"" + title + "\",\"active\":" + was.active() + "}");
    }

    private Person present(String sender) {
        Person person = coming(sender);
        present.add(person.profile(true));
        return person;
    }

    private Person coming(String sender) {
        people++;
        return new Person("person%02d".formatted(people), sender);
    }

    /// How one report names the user.
    private interface Telling {
        Report of(UserReference user);
    }

    private final class Person {

        private final String key;
        private String sender;
        private String name;
        private String zoomId;
        private Instant now = BEGIN.plusSeconds(3600).plusNanos(random.nextInt(3_600_000) * 1000L);

        Person(String key, String sender) {
            this.key = key;
            this.sender = sender;
            this.name = key;
            this.zoomId = "zoom-" + key;
        }

        Person by(String another) {
            sender = another;
            return this;
        }

        void atZoom(String prefix) {
            zoomId = prefix + key;
        }

        void says(Telling telling) {
            notice(sender, telling.of(reference()));
        }

        void zoom(Telling telling) {
            notice(
                    "zoom",
                    telling.of(
                            UserReference.ofZoom(
                                    new ZoomUserId(zoomId), EmailAddress.parse(email()))));
        }

        /// As in `user.updated`, which names nobody but by id.
        void zoomById(Telling telling) {
            notice(
                    "zoom",
                    telling.of(UserReference.ofZoom(new ZoomUserId(zoomId), Optional.empty())));
        }

        void renamed() {
            UserReference before = reference();
            name += ".married";
            String after = email();
            notice(
                    sender,
                    new Report.Profiled(
                            before,
                            was ->
                                    new Profile(
                                            after,
                                            was.externalId(),
                                            EmailAddress.parse(after),
                                            was.displayName(),
                                            was.active(),
                                            was.document())));
        }

        private UserReference reference() {
            UserReference none = UserReference.none();
            return switch (sender) {
                case "okta" -> none.with(new ExternalId(key)).withUserName(email());
                case "graph" -> none.with(new ExternalId(key));
                case "ssf" -> none.with(new EmailAddress(email()));
                default -> none.with(new ExternalId(key)).with(new EmailAddress(email()));
            };
        }

        private String email() {
            return name + "@example.com";
        }

        Profile profile(boolean active) {
            return profile(active, "Zoë");
        }

        Profile profile(boolean active, String displayName) {
            return new Profile(
                    email(),
                    Optional.of(new ExternalId(key)),
                    EmailAddress.parse(email()),
                    Optional.of(displayName),
                    active,
                    "{\"displayName\":\"" + displayName + "\",\"active\":" + active + "}");
        }

        private void notice(String by, Report report) {
            // Some senders say what happened in seconds, some in milliseconds; no two at once.
            now = now.plusNanos((1 + random.nextInt(3_600_000)) * 1_000_000L / 3);
            now = now.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
            notices.add(new Notice(by, List.of(key + "-" + notices.size()), now, report));
        }
    }
}
