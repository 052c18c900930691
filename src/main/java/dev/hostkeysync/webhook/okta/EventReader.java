package dev.hostkeysync.webhook.okta;

import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.webhook.EventTime;
import dev.hostkeysync.webhook.Notice;
import dev.hostkeysync.webhook.okta.EventType.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Understands one event after the catalogue.
record EventReader(EventCatalogue catalogue, ZoomApp zoomApp) {

    /// What the user signs in with, by its names in Okta's profile and in an app's, in lower case.
    private static final Set<String> SIGN_IN = Set.of("login", "email", "username", "nameid");

    /// @param now a time that is later than this counts as this
    Understanding read(OktaEvent event, Instant now) {
        EventType type = catalogue.type(event.type());
        if (type.meaning() == Meaning.IGNORED || !event.succeeded() || !applies(type, event)) {
            return new Understanding.Ignored();
        }
        List<Person> people = Person.in(event);
        Optional<Instant> at = EventTime.parse(event.published(), now);
        if (people.isEmpty() || at.isEmpty() || !OktaBatch.isId(event.uuid())) {
            return new Understanding.Malformed();
        }
        return new Understanding.Taken(
                IntStream.range(0, people.size())
                        .mapToObj(i ->
                                new Notice(
                                        OktaHook.SOURCE,
                                        List.of(id(event, i)),
                                        at.get(),
                                        report(type, people.get(i))))
                        .toList());
    }

    private boolean applies(EventType type, OktaEvent event) {
        return (!type.needs(Condition.ZOOM_APP) || zoomApp.isIn(event))
                && (!type.needs(Condition.ATTRIBUTES)
                        || event.changedAttributes().stream().anyMatch(SIGN_IN::contains));
    }

    // The event has one id for all its users, who are always listed in the same order.
    private static String id(OktaEvent event, int person) {
        return person == 0 ? event.uuid() : event.uuid() + "/" + person;
    }

    private Report report(EventType type, Person person) {
        UserReference user = person.reference();
        return switch (type.meaning()) {
            case CREATED ->
                    person.profile()
                            .filter(_ -> type.needs(Condition.ZOOM_APP) || !zoomApp.decides())
                            .<Report>map(profile -> new Report.Introduced(user, profile))
                            .orElseGet(() -> new Report.Activated(user));
            case DEACTIVATED -> new Report.Deactivated(user);
            case REMOVED -> new Report.Removed(user);
            case SIGN_IN_CHANGED -> new Report.SignInChanged(user);
            case IGNORED -> throw new IllegalStateException("nothing to report");
        };
    }
}
