package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hostkeysync.directory.GroupQuery;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.GroupId;
import dev.hostkeysync.identity.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A filter on groups as a question that indexes answer: `id`, `displayName`, `externalId` and
/// `members`, each with `eq` and at most once, joined by `and`. Members are asked for, never read.
final class GroupSearch {

    /// An id that no resource has, for a text that is none.
    private static final UUID NOBODY = new UUID(0, 0);

    private GroupSearch() {}

    /// @throws ScimException `invalidFilter`
    static GroupQuery query(Filter filter) {
        FilterMatch.checkNames(
                filter, new FilterScope.OfResource(ResourceType.GROUP, MissingNode.getInstance()));
        return with(GroupQuery.ALL, filter);
    }

    private static GroupQuery with(GroupQuery query, Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> terms) -> {
                GroupQuery all = query;
                for (Filter term : terms) {
                    all = with(all, term);
                }
                yield all;
            }
            case Filter.Compare(AttributePath path, Filter.Operator operator, JsonNode value)
                    when operator == Filter.Operator.EQ && value.isTextual() ->
                    with(
                            query,
                            ResourceType.GROUP.find(path).orElseThrow(GroupSearch::notServed),
                            value.textValue());
            case Filter.ValuePath(AttributePath path, Filter.Compare inner)
                    when path.name().equalsIgnoreCase("members")
                            && inner.path().name().equalsIgnoreCase("value") ->
                    with(query, new Filter.Compare(path, inner.operator(), inner.value()));
            case Filter.Compare _,
                    Filter.ValuePath _,
                    Filter.Or _,
                    Filter.Not _,
                    Filter.Present _ ->
                    throw notServed();
        };
    }

    private static GroupQuery with(GroupQuery query, AttributeRef ref, String value) {
        boolean isValue = ref.sub().map(sub -> sub.name().equals("value")).orElse(true);
        GroupQuery more =
                switch (ref.attribute().name()) {
                    case "id" ->
                            new GroupQuery(
                                    once(
                                            query.id(),
                                            GroupId.parse(value).orElse(new GroupId(NOBODY))),
                                    query.displayName(),
                                    query.externalId(),
                                    query.member());
                    case "displayName" ->
                            new GroupQuery(
                                    query.id(),
                                    once(query.displayName(), value),
                                    query.externalId(),
                                    query.member());
                    case "externalId" ->
                            new GroupQuery(
                                    value.isBlank()
                                            ? once(query.id(), new GroupId(NOBODY))
                                            : query.id(),
                                    query.displayName(),
                                    value.isBlank()
                                            ? query.externalId()
                                            : once(query.externalId(), new ExternalId(value)),
                                    query.member());
                    case "members" ->
                            new GroupQuery(
                                    query.id(),
                                    query.displayName(),
                                    query.externalId(),
                                    once(
                                            query.member(),
                                            UserId.parse(value).map(UserId::value).orElse(NOBODY)));
                    default -> throw notServed();
                };
        if (!isValue) {
            throw notServed();
        }
        return more;
    }

    private static <T> Optional<T> once(Optional<T> before, T value) {
        if (before.isPresent() && !before.get().equals(value)) {
            throw notServed();
        }
        return Optional.of(value);
    }

    private static ScimException notServed() {
        return ScimException.invalidFilter(
                "this filter is not served: displayName eq, externalId eq, id eq and members eq are,"
                        + " each once with a text, joined by and");
    }
}
