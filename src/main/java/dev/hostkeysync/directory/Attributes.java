package dev.hostkeysync.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.identity.Profile;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// The attributes of a profile one by one: the four that the directory reads, and each member of
/// the document. So that of two edits, of different attributes, none undoes the other, in whatever
/// order they come. Whether the user is active is none of them: that is a switch.
final class Attributes {

    private static final String USER_NAME = "userName";
    private static final String EXTERNAL_ID = "externalId";
    private static final String EMAIL = "email";
    private static final String DISPLAY_NAME = "displayName";
    private static final String MEMBER = "document.";
    private static final String ACTIVE = "active";

    private static final Profile STRANGER =
            new Profile(
                    "?",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    /* active */ true,
                    "{}");

    private Attributes() {}

    /// Which ones an edit speaks of: those it changes, in this profile or in one that has nothing
    /// in common with it.
    static Set<String> spokenOf(UnaryOperator<Profile> edit, Profile before, Profile after) {
        Set<String> names = changed(before, after);
        try {
            boolean _ = names.addAll(given(edit.apply(STRANGER)));
        } catch (RuntimeException _) {
            // An edit of what a stranger does not have.
        }
        return names;
    }

    /// By which names a user can be found whose profile is edited so, as hashes.
    static Set<UUID> namesGiven(UnaryOperator<Profile> edit) {
        try {
            Set<UUID> names = NameHash.of(edit.apply(STRANGER));
            boolean _ = names.removeAll(NameHash.of(STRANGER));
            return names;
        } catch (RuntimeException _) {
            // An edit of what a stranger does not have.
            return Set.of();
        }
    }

    /// Which ones a profile has.
    static Set<String> given(Profile profile) {
        return changed(STRANGER, profile);
    }

    /// Whether the edit says that the user is active, or not; empty = it leaves that as it is.
    static Optional<Boolean> active(UnaryOperator<Profile> edit, Profile before, Profile after) {
        Profile other = edit.apply(Documents.withActive(before, !before.active()));
        return other.active() == after.active() ? Optional.of(after.active()) : Optional.empty();
    }

    /// The same of somebody who is unknown.
    static Optional<Boolean> activeGiven(UnaryOperator<Profile> edit) {
        try {
            return active(edit, STRANGER, edit.apply(STRANGER));
        } catch (RuntimeException _) {
            // An edit of what a stranger does not have.
            return Optional.empty();
        }
    }

    /// The one profile, with some attributes of the other.
    static Profile mixed(Profile one, Profile other, Set<String> ofTheOther) {
        ObjectNode document = Documents.read(one.document());
        ObjectNode source = Documents.read(other.document());
        for (String name : ofTheOther) {
            if (name.startsWith(MEMBER)) {
                String member = name.substring(MEMBER.length());
                JsonNode value = source.get(member);
                var _ = value == null ? document.remove(member) : document.set(member, value);
            }
        }
        return new Profile(
                from(USER_NAME, one, other, ofTheOther).userName(),
                from(EXTERNAL_ID, one, other, ofTheOther).externalId(),
                from(EMAIL, one, other, ofTheOther).email(),
                from(DISPLAY_NAME, one, other, ofTheOther).displayName(),
                one.active(),
                document.toString());
    }

    /// What is given goes before what was there; what is not given stays.
    static Profile overlaid(Profile before, Profile given) {
        ObjectNode document = Documents.read(before.document());
        document.setAll(Documents.read(given.document()));
        return new Profile(
                given.userName(),
                given.externalId().or(before::externalId),
                given.email().or(before::email),
                given.displayName().or(before::displayName),
                given.active(),
                document.toString());
    }

    private static Profile from(String name, Profile one, Profile other, Set<String> ofTheOther) {
        return ofTheOther.contains(name) ? other : one;
    }

    private static Set<String> changed(Profile before, Profile after) {
        Map<String, Object> was = of(before);
        Map<String, Object> is = of(after);
        Set<String> names = new HashSet<>(was.keySet());
        names.addAll(is.keySet());
        names.removeIf(name -> Objects.equals(was.get(name), is.get(name)));
        return names;
    }

    private static Map<String, Object> of(Profile profile) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(USER_NAME, profile.userName());
        values.put(EXTERNAL_ID, profile.externalId());
        values.put(EMAIL, profile.email());
        values.put(DISPLAY_NAME, profile.displayName());
        Documents.read(profile.document())
                .properties()
                .forEach(member -> values.put(MEMBER + member.getKey(), member.getValue()));
        values.remove(MEMBER + ACTIVE);
        return values;
    }
}
