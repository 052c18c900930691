package dev.hostkeysync.webhook.okta;

import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.webhook.ProfileDraft;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The user whom an event concerns: never who did it.
///
/// @param id Okta's, which SCIM knows as `externalId`
/// @param address at the app where the event has it, because that is how Zoom knows the user
record Person(
        Optional<ExternalId> id,
        Optional<String> login,
        Optional<EmailAddress> address,
        Optional<String> displayName) {

    static List<Person> in(OktaEvent event) {
        List<OktaTarget> users = event.targets("User");
        List<OktaTarget> appUsers = event.targets("AppUser");
        Stream<Person> people;
        if (users.isEmpty()) {
            // The id of an app user is not the user's: who is named only so is known by the name.
            people = appUsers.stream().map(user -> of(Optional.empty(), user, Optional.empty()));
        } else {
            Optional<String> atApp =
                    users.size() == 1 && appUsers.size() == 1
                            ? appUsers.getFirst().alternateId()
                            : Optional.empty();
            people = users.stream().map(user -> of(user.id().map(ExternalId::new), user, atApp));
        }
        return people.filter(person -> !person.reference().isEmpty()).distinct().toList();
    }

    private static Person of(Optional<ExternalId> id, OktaTarget user, Optional<String> nameAtApp) {
        return new Person(
                id,
                user.alternateId(),
                nameAtApp
                        .flatMap(EmailAddress::parse)
                        .or(() -> user.alternateId().flatMap(EmailAddress::parse)),
                user.displayName());
    }

    UserReference reference() {
        return new UserReference(Optional.empty(), Optional.empty(), id, login, address);
    }

    /// Empty when nothing is known that could be a user name.
    Optional<Profile> profile() {
        return new ProfileDraft(login, id, address, displayName, Optional.empty()).profile();
    }
}
