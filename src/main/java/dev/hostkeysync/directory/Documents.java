package dev.hostkeysync.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.identity.Profile;

/// The stored resource, of which the directory only asks whether two are the same.
final class Documents {

    private static final JsonMapper JSON = new JsonMapper();

    private Documents() {}

    /// Equal in every part; the document as JSON, so that the order of members and blanks do not
    /// count.
    static boolean same(Profile one, Profile other) {
        return one.userName().equals(other.userName())
                && one.externalId().equals(other.externalId())
                && one.email().equals(other.email())
                && one.displayName().equals(other.displayName())
                && one.active() == other.active()
                && sameJson(one.document(), other.document());
    }

    static boolean same(GroupProfile one, GroupProfile other) {
        return one.displayName().equals(other.displayName())
                && one.externalId().equals(other.externalId())
                && sameJson(one.document(), other.document());
    }

    private static boolean sameJson(String one, String other) {
        try {
            return one.equals(other) || JSON.readTree(one).equals(JSON.readTree(other));
        } catch (JsonProcessingException e) {
            // NB: no cause, Jackson quotes the document.
            throw new IllegalStateException("a stored document is not JSON");
        }
    }

    static ObjectNode read(String document) {
        try {
            return JSON.readTree(document) instanceof ObjectNode object
                    ? object
                    : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            // NB: no cause, Jackson quotes the document.
            throw new IllegalStateException("a stored document is not JSON");
        }
    }

    /// Switched on or off, in the document too.
    static Profile withActive(Profile profile, boolean active) {
        ObjectNode document = read(profile.document());
        boolean said = document.path("active").asBoolean(active);
        if (profile.active() == active && said == active) {
            return profile;
        }
        document.put("active", active);
        return new Profile(
                profile.userName(),
                profile.externalId(),
                profile.email(),
                profile.displayName(),
                active,
                document.toString());
    }

    /// What a tombstone keeps: the addresses that a revocation needs, and nothing else of the
    /// person.
    static Profile forgotten(Profile profile) {
        return new Profile(
                profile.userName(),
                profile.externalId(),
                profile.email(),
                java.util.Optional.empty(),
                false,
                "{}");
    }
}
