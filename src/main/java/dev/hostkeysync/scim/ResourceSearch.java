package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.directory.Criteria;
import dev.hostkeysync.directory.Position;
import dev.hostkeysync.directory.Search;
import dev.hostkeysync.directory.SearchRefused;
import dev.hostkeysync.directory.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lists of one kind of resource or of several, one kind after the other: RFC 7644 section 3.4.2,
/// RFC 9865.
final class ResourceSearch {

    private final ScimRequest request;
    private final List<ListSource<?>> sources;
    private final List<Criteria> criteria;
    private final List<Sort> sorts;
    private final String query;

    private ResourceSearch(ScimRequest request, List<ListSource<?>> sources) {
        this.request = request;
        this.sources = sources;
        List<ResourceType> types = sources.stream().map(ListSource::type).toList();
        Optional<Filter> filter =
                request.filter().filter(text -> !text.isBlank()).map(FilterParser::parse);
        this.criteria =
                types.stream()
                        .map(type ->
                                filter.map(new CriteriaReader(type, types, request.base())::read)
                                        .orElse(Criteria.ALL))
                        .toList();
        if (types.size() > 1 && request.sortBy().isPresent()) {
            throw ScimException.invalidValue(
                    "users and groups together are not sorted; ask /Users or /Groups");
        }
        this.sorts =
                types.stream()
                        .map(type -> SortReader.read(type, request.sortBy(), request.sortOrder()))
                        .toList();
        this.query =
                String.join(
                        "\n",
                        String.join(",", types.stream().map(ResourceType::name).toList()),
                        request.filter().orElse(""),
                        request.sortBy().orElse(""),
                        request.sortOrder().orElse(""));
    }

    /// @throws ScimException when it cannot be served
    static ScimAnswer list(ScimRequest request, ListSource<?>... sources) {
        ResourceSearch search = new ResourceSearch(request, List.of(sources));
        if (request.cursor().isEmpty()) {
            return ScimAnswer.of(200, search.byIndex());
        }
        if (request.startIndex().isPresent()) {
            throw ScimException.invalidValue("give 'startIndex' or 'cursor', not both");
        }
        return ScimAnswer.of(200, search.byCursor(request.cursor().get()));
    }

    private ObjectNode byIndex() {
        Page page = Page.of(request.startIndex(), request.count());
        long total = 0;
        List<ObjectNode> shown = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            Search.Start start = new Search.Index(Math.max(0, page.offset() - total));
            ListSource.Part part = part(i, start, page.count() - shown.size());
            total += part.page().total();
            shown.addAll(part.shown());
        }
        return ListResponse.of(total, page.startIndex(), shown);
    }

    private ObjectNode byCursor(String text) {
        int count = Page.countForCursor(request.count());
        Optional<Cursor> from =
                text.isBlank() ? Optional.empty() : Optional.of(Cursor.parse(text, query));
        int first = from.map(Cursor::source).orElse(0);
        if (first < 0 || first >= sources.size()) {
            throw ScimException.invalidCursor();
        }
        long total = 0;
        boolean more = false;
        Optional<Cursor> head = Optional.empty();
        Optional<Cursor> tail = Optional.empty();
        List<ObjectNode> shown = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            Search.Start start =
                    i == first
                            ? from.map(ResourceSearch::start).orElse(new Search.Index(0))
                            : new Search.Index(0);
            ListSource.Part part = part(i, start, i < first ? 0 : count - shown.size());
            total += part.page().total();
            shown.addAll(part.shown());
            if (!part.shown().isEmpty()) {
                head =
                        head.isPresent()
                                ? head
                                : Optional.of(
                                        cursor(i, true, part.page().rows().getFirst().position()));
                tail = Optional.of(cursor(i, false, part.page().rows().getLast().position()));
                more = part.page().more();
            } else if (i > first) {
                more |= part.page().total() > 0;
            }
        }
        boolean backward = from.map(Cursor::backward).orElse(false);
        Optional<Cursor> next = backward || more ? tail : Optional.empty();
        Optional<Cursor> previous =
                sources.size() == 1 && (backward ? more : from.isPresent())
                        ? head
                        : Optional.empty();
        return ListResponse.ofCursor(
                total, shown, next.map(to -> to.text(query)), previous.map(to -> to.text(query)));
    }

    private static Search.Start start(Cursor cursor) {
        return cursor.backward()
                ? new Search.Before(cursor.position())
                : new Search.After(cursor.position());
    }

    private static Cursor cursor(int source, boolean backward, Position position) {
        return new Cursor(source, backward, position);
    }

    private ListSource.Part part(int i, Search.Start start, int limit) {
        try {
            return sources.get(i)
                    .part(request, new Search(criteria.get(i), sorts.get(i), start, limit));
        } catch (SearchRefused refused) {
            throw refusal(refused.reason(), sources.get(i).type());
        } catch (IllegalArgumentException e) {
            if (request.cursor().isPresent()) {
                throw ScimException.invalidCursor();
            }
            throw e;
        }
    }

    private static ScimException refusal(SearchRefused.Reason reason, ResourceType type) {
        return switch (reason) {
            case CRITERIA ->
                    ScimException.invalidFilter(
                            "this filter would read the whole directory, which is too large for"
                                    + " that; join to it by 'and' a condition that an index"
                                    + " serves: "
                                    + indexed(type)
                                    + "; of conditions joined by 'or' each must be one");
            case SORT ->
                    ScimException.invalidValue(
                            "the whole directory is too large to be sorted so; sort it by id, "
                                    + (type.equals(ResourceType.USER) ? "userName, " : "")
                                    + "displayName, meta.created or meta.lastModified, or give a"
                                    + " filter");
            case TIME ->
                    ScimException.of(
                            ScimType.TOO_MANY,
                            "this search reads too many resources to be answered in time; narrow"
                                    + " it by a condition such as "
                                    + indexed(type));
        };
    }

    private static String indexed(ResourceType type) {
        return type.equals(ResourceType.USER)
                ? "id eq, userName eq or sw, externalId eq, displayName eq or sw, emails.value eq,"
                        + " groups.value eq, meta.created or meta.lastModified with gt, ge, lt or"
                        + " le"
                : "id eq, displayName eq or sw, externalId eq, members.value eq, meta.created or"
                        + " meta.lastModified with gt, ge, lt or le";
    }
}
