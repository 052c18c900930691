package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.directory.MemberChange;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.scim.PatchOperation.Op;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The members of a group, which are in no document: notes what is to become of them instead.
final class MembersTarget {

    private MemberChange change = MemberChange.NONE;

    /// All operations so far as one change.
    MemberChange change() {
        return change;
    }

    /// @param part a sub-attribute that is named behind the members
    /// @throws ScimException for what cannot be told without reading the members
    PatchTarget of(Optional<Filter> filter, Optional<Attribute> part) {
        if (part.isPresent()) {
            throw ScimException.of(
                    ScimType.MUTABILITY,
                    "a member cannot be changed; remove it, and add another one");
        }
        return filter.map(MembersTarget::ids).<PatchTarget>map(this::these).orElse(this::all);
    }

    private void all(Op op, JsonNode value) {
        boolean nobody = value.isMissingNode() || value.isNull();
        change =
                change.then(
                        switch (op) {
                            case ADD -> MemberChange.add(MemberValues.joining(value));
                            case REPLACE -> MemberChange.exactly(MemberValues.joining(value));
                            // With a value, Entra means those that it names, where the RFC would
                            // empty the group.
                            case REMOVE ->
                                    nobody
                                            ? MemberChange.exactly(List.of())
                                            : MemberChange.remove(MemberValues.leaving(value));
                        });
    }

    private PatchTarget these(Set<UUID> selected) {
        return (op, value) -> {
            if (op != Op.ADD) {
                change = change.then(MemberChange.remove(selected));
            }
            if (op != Op.REMOVE) {
                change = change.then(MemberChange.add(MemberValues.joining(value)));
            }
        };
    }

    private static Set<UUID> ids(Filter filter) {
        Set<UUID> ids = new LinkedHashSet<>();
        collect(filter, ids);
        return ids;
    }

    private static void collect(Filter filter, Set<UUID> ids) {
        switch (filter) {
            case Filter.Or(List<Filter> terms) -> terms.forEach(term -> collect(term, ids));
            case Filter.Compare(AttributePath path, Filter.Operator operator, JsonNode value)
                    when operator == Filter.Operator.EQ
                            && value.isTextual()
                            && path.urn().isEmpty()
                            && path.name().equalsIgnoreCase("value") ->
                    UserId.parse(value.textValue()).ifPresent(id -> ids.add(id.value()));
            case Filter.Compare _,
                    Filter.And _,
                    Filter.Not _,
                    Filter.Present _,
                    Filter.ValuePath _ ->
                    throw ScimException.invalidFilter(
                            "members are selected by value eq \"<id>\", several joined by or");
        }
    }
}
