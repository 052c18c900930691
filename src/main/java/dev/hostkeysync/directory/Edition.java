package dev.hostkeysync.directory;

import dev.hostkeysync.identity.Profile;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What a word on the attributes makes of a profile.
///
/// @param said how it would be if nothing newer were known
/// @param attributes those it speaks of
/// @param active whether it says that the user is active or not; empty = it does not say
/// @param ssoChanged whether the way in was another one at some time than it was by what is known:
///   then somebody may have the key who should not
/// @param isLate whether newer words leave nothing of it
record Edition(
        Profile profile,
        Profile said,
        Set<String> attributes,
        Optional<Boolean> active,
        boolean ssoChanged,
        boolean isLate) {

    static Edition none(Profile profile) {
        return new Edition(
                profile,
                profile,
                Set.of(),
                Optional.empty(), /* ssoChanged */
                false, /* isLate */
                false);
    }

    static Edition of(Profile before, UnaryOperator<Profile> edit, boolean maySwitch) {
        Profile after = edit.apply(before);
        return new Edition(
                after,
                after,
                Attributes.spokenOf(edit, before, after),
                maySwitch ? Attributes.active(edit, before, after) : Optional.empty(),
                !before.signIn().isKeptIn(after.signIn()),
                /* isLate */ false);
    }

    /// SCIM wrote all of the attributes later.
    static Edition late(DirectoryUser user, Profile then, Instant at) {
        return new Edition(
                user.profile(),
                then,
                Set.of(),
                Optional.empty(),
                !user.createdAt().isAfter(at) && !then.signIn().isKeptIn(user.profile().signIn()),
                /* isLate */ true);
    }

    /// Without the attributes of which something newer was said: they stay as they are.
    Edition without(Set<String> newer, Profile before) {
        Set<String> stay = new HashSet<>(newer);
        boolean _ = stay.retainAll(attributes);
        if (stay.isEmpty()) {
            return this;
        }
        return new Edition(
                Attributes.mixed(profile, before, stay),
                said,
                attributes,
                active,
                ssoChanged,
                stay.containsAll(attributes));
    }
}
