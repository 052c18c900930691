package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.directory.DirectoryGroup;
import dev.hostkeysync.directory.GroupChange;
import dev.hostkeysync.directory.GroupDirectory;
import dev.hostkeysync.directory.GroupProfile;
import dev.hostkeysync.directory.GroupQuery;
import dev.hostkeysync.directory.GroupReader;
import dev.hostkeysync.directory.GroupResult;
import dev.hostkeysync.directory.Member;
import dev.hostkeysync.directory.MemberChange;
import dev.hostkeysync.identity.GroupId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/// `/Groups`.
@ApplicationScoped
class GroupEndpoint implements ResourceEndpoint {

    /// Of all groups in one answer together: what a replica can hold in memory a few times over.
    private static final int MAX_MEMBERS = 200_000;

    private final GroupDirectory directory;
    private final GroupReader reader;
    private final GroupQuery query;

    GroupEndpoint(GroupDirectory directory, GroupReader reader, GroupQuery query) {
        this.directory = directory;
        this.reader = reader;
        this.query = query;
    }

    @Override
    public ResourceType type() {
        return ResourceType.GROUP;
    }

    @Override
    public ScimAnswer create(ScimRequest request, byte[] body) {
        return ScimAnswer.orRefusal(() -> {
            GroupDocument group = GroupDocument.read(request.json(body, type().maxBytes()));
            return answer(
                    request,
                    201,
                    apply(request, new GroupChange.Create(group.profile(), group.members())));
        });
    }

    @Override
    public ScimAnswer get(ScimRequest request, String id) {
        return ScimAnswer.orRefusal(() -> {
            DirectoryGroup group = existing(parsedId(id));
            if (Preconditions.isNotModified(request, group.version())) {
                return ScimAnswer.empty(304, Map.of("ETag", ETag.of(group.version())));
            }
            return answer(request, 200, group);
        });
    }

    @Override
    public ListSource<DirectoryGroup> source() {
        return new ListSource<>(ResourceType.GROUP, query::page, this::shown);
    }

    @Override
    public ScimAnswer replace(ScimRequest request, String id, byte[] body) {
        return ScimAnswer.orRefusal(() -> {
            GroupDocument group = GroupDocument.read(request.json(body, type().maxBytes()));
            MemberChange members = MemberChange.exactly(group.members());
            return answer(
                    request,
                    200,
                    edit(request, id, _ -> new GroupChange.Edited(group.profile(), members)));
        });
    }

    /// Answers 204, which both Okta and Entra want of a group, unless attributes are asked for. The
    /// media type is told all the same (RFC 9110 section 15.3.5: the fields of a 204 are about the
    /// resource): Captain Goldfish's client takes an answer to a PATCH without it for a failure.
    @Override
    public ScimAnswer patch(ScimRequest request, String id, byte[] body) {
        return ScimAnswer.orRefusal(() -> {
            Patch patch = Patch.read(request.json(body, type().maxBytes()));
            DirectoryGroup group = edit(request, id, before -> patched(before, patch));
            return request.projection().isPresent()
                    ? answer(request, 200, group)
                    : ScimAnswer.empty(204, patchedHeaders(request, group));
        });
    }

    @Override
    public ScimAnswer delete(ScimRequest request, String id) {
        return ScimAnswer.orRefusal(() -> {
            GroupId group = parsedId(id);
            DirectoryGroup _ =
                    apply(request, new GroupChange.Remove(group, onlyAt(request, group)));
            return ScimAnswer.empty(204, Map.of());
        });
    }

    private static GroupChange.Edited patched(GroupProfile before, Patch patch) {
        ObjectNode document = ScimJson.stored(before.document());
        MemberChange members = patch.applyTo(ResourceType.GROUP, document);
        Patch.checkStillThere(document, "displayName");
        return new GroupChange.Edited(GroupDocument.profile(document), members);
    }

    private DirectoryGroup edit(
            ScimRequest request, String id, Function<GroupProfile, GroupChange.Edited> edit) {
        GroupId group = parsedId(id);
        return apply(request, new GroupChange.Edit(group, onlyAt(request, group), edit));
    }

    /// @return the group after the change
    private DirectoryGroup apply(ScimRequest request, GroupChange change) {
        return switch (directory.apply(change, request.origin())) {
            case GroupResult.Changed(DirectoryGroup group) -> group;
            case GroupResult.Unchanged(DirectoryGroup group) -> group;
            case GroupResult.NotFound _ -> throw unknown();
            case GroupResult.NameTaken _ ->
                    throw ScimException.of(
                            ScimType.UNIQUENESS,
                            "another group has this displayName; names are compared without case");
            case GroupResult.NoSuchMembers(List<UUID> ids) -> throw MemberValues.unknown(ids);
            case GroupResult.VersionMismatch(long current) -> throw Preconditions.failed(current);
        };
    }

    private OptionalLong onlyAt(ScimRequest request, GroupId id) {
        return Preconditions.onlyAt(request, () -> existing(id).version());
    }

    private DirectoryGroup existing(GroupId id) {
        return reader.byId(id).orElseThrow(GroupEndpoint::unknown);
    }

    private static GroupId parsedId(String id) {
        return GroupId.parse(id).orElseThrow(GroupEndpoint::unknown);
    }

    private static ScimException unknown() {
        return ScimException.of(404, "there is no group with this id");
    }

    private ScimAnswer answer(ScimRequest request, int status, DirectoryGroup group) {
        return new ScimAnswer(
                status,
                headers(request, group),
                Optional.of(shown(request, List.of(group)).getFirst()));
    }

    private static Map<String, String> patchedHeaders(ScimRequest request, DirectoryGroup group) {
        Map<String, String> headers = new HashMap<>(headers(request, group));
        headers.put("Content-Type", MediaTypes.SCIM);
        return headers;
    }

    private static Map<String, String> headers(ScimRequest request, DirectoryGroup group) {
        return Map.of(
                "ETag",
                ETag.of(group.version()),
                "Location",
                GroupRepresentation.location(group.id(), request.base()));
    }

    /// Reads members only where they are shown.
    private List<ObjectNode> shown(ScimRequest request, List<DirectoryGroup> groups) {
        Map<GroupId, List<Member>> members =
                Projection.shows(request.projection(), "members") && !groups.isEmpty()
                        ? members(groups)
                        : Map.of();
        return groups.stream()
                .map(group ->
                        GroupRepresentation.of(
                                group, members.getOrDefault(group.id(), List.of()), request.base()))
                .map(group -> Projection.apply(request.projection(), group))
                .toList();
    }

    private Map<GroupId, List<Member>> members(List<DirectoryGroup> groups) {
        return reader.members(groups.stream().map(DirectoryGroup::id).toList(), MAX_MEMBERS)
                .orElseThrow(() ->
                        ScimException.of(
                                ScimType.TOO_MANY,
                                "these groups have over "
                                        + MAX_MEMBERS
                                        + " members; ask for fewer groups at once (count) or with"
                                        + " excludedAttributes=members"));
    }
}
