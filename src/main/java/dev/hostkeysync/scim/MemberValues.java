package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.identity.UserId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Members as clients write them: `[{"value": id, "$ref": …, "display": …}]`, one such object, or a
/// bare id. Only the id counts; what else is said of a member is ours to know.
final class MemberValues {

    private static final int NAMED = 10;

    private MemberValues() {}

    /// Those who shall be members. Null and missing: none.
    ///
    /// @throws ScimException `invalidValue`
    static Set<UUID> joining(JsonNode members) {
        List<String> foreign = new ArrayList<>();
        Set<UUID> ids = new LinkedHashSet<>();
        for (String text : texts(members)) {
            Optional<UserId> id = UserId.parse(text);
            id.ifPresent(known -> ids.add(known.value()));
            if (id.isEmpty()) {
                foreign.add(text);
            }
        }
        if (!foreign.isEmpty()) {
            throw unknown(foreign);
        }
        return ids;
    }

    /// Those who shall be none; an id that cannot be one of ours is of nobody.
    static Set<UUID> leaving(JsonNode members) {
        Set<UUID> ids = new LinkedHashSet<>();
        for (String text : texts(members)) {
            UserId.parse(text).ifPresent(id -> ids.add(id.value()));
        }
        return ids;
    }

    static ScimException unknown(List<?> ids) {
        String some =
                String.join(
                        ", ",
                        ids.stream().limit(NAMED).map(id -> Excerpt.of(id.toString())).toList());
        String rest = ids.size() < NAMED ? "" : " (and perhaps more)";
        return ScimException.invalidValue(
                "there is no user or group with the id " + some + rest + "; nothing was changed");
    }

    private static List<String> texts(JsonNode members) {
        List<String> texts = new ArrayList<>(members.size());
        if (members.isArray()) {
            members.forEach(member -> text(member).ifPresent(texts::add));
        } else {
            text(members).ifPresent(texts::add);
        }
        return texts;
    }

    private static Optional<String> text(JsonNode member) {
        if (member.isNull() || member.isMissingNode()) {
            return Optional.empty();
        }
        if (member instanceof ObjectNode object) {
            JsonNode value = Envelope.member(object, "value");
            if (value.isTextual()) {
                return Optional.of(value.textValue());
            }
            JsonNode ref = Envelope.member(object, "$ref");
            if (ref.isTextual() && (value.isNull() || value.isMissingNode())) {
                return Optional.of(ref.textValue().substring(ref.textValue().lastIndexOf('/') + 1));
            }
        } else if (member.isTextual()) {
            return Optional.of(member.textValue());
        }
        throw ScimException.invalidValue("each of 'members' needs an id in 'value'");
    }
}
