package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.directory.ChangeResult;
import dev.hostkeysync.directory.Directory;
import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.directory.GroupReader;
import dev.hostkeysync.directory.Membership;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.directory.UserQuery;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// `/Users`.
@ApplicationScoped
class UserEndpoint implements ResourceEndpoint {

    private final Directory directory;
    private final DirectoryReader reader;
    private final GroupReader groups;
    private final UserQuery query;

    UserEndpoint(Directory directory, DirectoryReader reader, GroupReader groups, UserQuery query) {
        this.directory = directory;
        this.reader = reader;
        this.groups = groups;
        this.query = query;
    }

    @Override
    public ResourceType type() {
        return ResourceType.USER;
    }

    @Override
    public ScimAnswer create(ScimRequest request, byte[] body) {
        return ScimAnswer.orRefusal(() -> {
            ObjectNode document =
                    ResourceReader.read(ResourceType.USER, request.json(body, type().maxBytes()));
            Profile profile = UserDocument.created(document);
            DirectoryUser user = apply(request, new UserChange.Create(profile));
            // Nobody is in a group before they are known.
            return answer(request, 201, user, shown(request, List.of(user), Map.of()));
        });
    }

    @Override
    public ScimAnswer get(ScimRequest request, String id) {
        return ScimAnswer.orRefusal(() -> {
            DirectoryUser user = existing(parsedId(id));
            if (Preconditions.isNotModified(request, user.version())) {
                return ScimAnswer.empty(304, Map.of("ETag", ETag.of(user.version())));
            }
            return answer(request, 200, user);
        });
    }

    @Override
    public ListSource<DirectoryUser> source() {
        return new ListSource<>(ResourceType.USER, query::page, this::shown);
    }

    @Override
    public ScimAnswer replace(ScimRequest request, String id, byte[] body) {
        return ScimAnswer.orRefusal(() -> {
            ObjectNode document =
                    ResourceReader.read(ResourceType.USER, request.json(body, type().maxBytes()));
            return edit(request, id, before -> UserDocument.changed(before, document));
        });
    }

    @Override
    public ScimAnswer patch(ScimRequest request, String id, byte[] body) {
        return ScimAnswer.orRefusal(() -> {
            Patch patch = Patch.read(request.json(body, type().maxBytes()));
            return edit(request, id, before -> patched(before, patch));
        });
    }

    @Override
    public ScimAnswer delete(ScimRequest request, String id) {
        return ScimAnswer.orRefusal(() -> {
            UserId user = parsedId(id);
            DirectoryUser _ = apply(request, new UserChange.Remove(user, onlyAt(request, user)));
            return ScimAnswer.empty(204, Map.of());
        });
    }

    private ScimAnswer edit(ScimRequest request, String id, UnaryOperator<Profile> edit) {
        UserId user = parsedId(id);
        return answer(
                request,
                200,
                apply(request, new UserChange.Edit(user, onlyAt(request, user), edit)));
    }

    private static Profile patched(Profile before, Patch patch) {
        ObjectNode document = ScimJson.stored(before.document());
        patch.applyTo(ResourceType.USER, document);
        Patch.checkStillThere(document, "userName");
        return UserDocument.changed(before, document);
    }

    /// @return the user after the change
    private DirectoryUser apply(ScimRequest request, UserChange change) {
        return switch (directory.apply(change, request.origin())) {
            case ChangeResult.Changed changed -> changed.user();
            case ChangeResult.Unchanged(DirectoryUser user) -> user;
            case ChangeResult.NotFound _ -> throw unknown();
            case ChangeResult.UserNameTaken _ ->
                    throw ScimException.of(
                            ScimType.UNIQUENESS,
                            "another user has this userName; names are compared without case, and"
                                    + " inactive users keep theirs");
            case ChangeResult.VersionMismatch(long current) -> throw Preconditions.failed(current);
            case ChangeResult.Late _, ChangeResult.Ambiguous _ ->
                    throw new IllegalStateException("SCIM says who is meant, and speaks of now");
        };
    }

    private OptionalLong onlyAt(ScimRequest request, UserId id) {
        return Preconditions.onlyAt(request, () -> existing(id).version());
    }

    private DirectoryUser existing(UserId id) {
        return reader.byId(id).orElseThrow(UserEndpoint::unknown);
    }

    private static UserId parsedId(String id) {
        return UserId.parse(id).orElseThrow(UserEndpoint::unknown);
    }

    private static ScimException unknown() {
        return ScimException.of(404, "there is no user with this id");
    }

    private ScimAnswer answer(ScimRequest request, int status, DirectoryUser user) {
        return answer(request, status, user, shown(request, List.of(user)));
    }

    private static ScimAnswer answer(
            ScimRequest request, int status, DirectoryUser user, List<ObjectNode> shown) {
        String location = UserRepresentation.location(user.id(), request.base());
        return new ScimAnswer(
                status,
                Map.of("ETag", ETag.of(user.version()), "Location", location),
                Optional.of(shown.getFirst()));
    }

    /// The users as the caller wants to see them; their groups are read only where they are shown,
    /// for all of them at once.
    private List<ObjectNode> shown(ScimRequest request, List<DirectoryUser> users) {
        return shown(
                request,
                users,
                Projection.shows(request.projection(), "groups") && !users.isEmpty()
                        ? groups.groupsOf(users.stream().map(DirectoryUser::id).toList())
                        : Map.of());
    }

    private static List<ObjectNode> shown(
            ScimRequest request,
            List<DirectoryUser> users,
            Map<UserId, List<Membership>> memberships) {
        return users.stream()
                .map(user ->
                        UserRepresentation.of(
                                user,
                                memberships.getOrDefault(user.id(), List.of()),
                                request.base()))
                .map(user -> Projection.apply(request.projection(), user))
                .toList();
    }
}
