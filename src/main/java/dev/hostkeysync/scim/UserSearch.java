package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Finds users by a filter. One of its conditions must be served by an index; the others are tried
/// on the few users that the index finds. Anything else is refused, so that no filter reads the
/// whole directory.
@ApplicationScoped
class UserSearch {

    private final DirectoryReader directory;

    UserSearch(DirectoryReader directory) {
        this.directory = directory;
    }

    /// @return in a stable order
    /// @throws ScimException `invalidFilter`
    List<DirectoryUser> find(Filter filter, String base) {
        FilterMatch.checkNames(
                filter, new FilterScope.OfResource(ResourceType.USER, MissingNode.getInstance()));
        Collection<DirectoryUser> candidates =
                candidates(filter).orElseThrow(UserSearch::notServed);
        return candidates.stream()
                .filter(user ->
                        FilterMatch.matches(
                                filter,
                                new FilterScope.OfResource(
                                        ResourceType.USER, UserRepresentation.of(user, base))))
                .toList();
    }

    /// Everybody who may match; empty when no index can tell.
    private Optional<Collection<DirectoryUser>> candidates(Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> terms) ->
                    terms.stream().map(this::candidates).flatMap(Optional::stream).findFirst();
            case Filter.Compare(AttributePath path, Filter.Operator operator, JsonNode value)
                    when operator == Filter.Operator.EQ && value.isTextual() ->
                    ResourceType.USER.find(path).flatMap(ref -> having(ref, value.textValue()));
            case Filter.ValuePath(AttributePath path, Filter inner) ->
                    ResourceType.USER
                            .find(path)
                            .filter(ref -> ref.attribute().name().equals("emails"))
                            .flatMap(_ -> withAddress(inner));
            case Filter.Compare _, Filter.Or _, Filter.Not _, Filter.Present _ -> Optional.empty();
        };
    }

    private Optional<Collection<DirectoryUser>> having(AttributeRef ref, String value) {
        boolean isValue = ref.sub().map(sub -> sub.name().equals("value")).orElse(true);
        return switch (ref.attribute().name()) {
            case "id" ->
                    Optional.of(UserId.parse(value).flatMap(directory::byId).stream().toList());
            case "userName" -> Optional.of(directory.byUserName(value).stream().toList());
            case "externalId" ->
                    Optional.of(
                            value.isBlank()
                                    ? List.of()
                                    : directory.byExternalId(new ExternalId(value)));
            case "emails" -> isValue ? Optional.of(byEmail(value)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Collection<DirectoryUser>> withAddress(Filter inBrackets) {
        return switch (inBrackets) {
            case Filter.And(List<Filter> terms) ->
                    terms.stream().map(this::withAddress).flatMap(Optional::stream).findFirst();
            case Filter.Compare(AttributePath path, Filter.Operator operator, JsonNode value)
                    when operator == Filter.Operator.EQ
                            && value.isTextual()
                            && path.name().equalsIgnoreCase("value") ->
                    Optional.of(byEmail(value.textValue()));
            case Filter.Compare _,
                    Filter.Or _,
                    Filter.Not _,
                    Filter.Present _,
                    Filter.ValuePath _ ->
                    Optional.empty();
        };
    }

    // The index holds the one address of each user that Zoom knows.
    private List<DirectoryUser> byEmail(String value) {
        return EmailAddress.parse(value).map(directory::byEmail).orElse(List.of());
    }

    private static ScimException notServed() {
        return ScimException.invalidFilter(
                "this filter is not served: one condition must be userName eq, externalId eq, id"
                        + " eq, emails.value eq or emails[type eq \"work\"].value eq with a text;"
                        + " others may be joined to it by and");
    }
}
