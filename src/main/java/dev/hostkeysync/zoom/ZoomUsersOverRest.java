package dev.hostkeysync.zoom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoom.ZoomCalls.Result;
import dev.hostkeysync.zoom.limit.Priority;
import dev.hostkeysync.zoom.limit.RateClass.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// [ZoomUsers] over Zoom's REST API.
@ApplicationScoped
class ZoomUsersOverRest implements ZoomUsers {

    private static final String USERS = "/v2/users";

    // Zoom's page on paging says 300 at most, its reference 2,000.
    private static final int PAGE_SIZE = 300;

    private static final int NAME_LENGTH = 64;
    private static final int DISPLAY_NAME_LENGTH = 128;

    private final PacedCalls calls;

    ZoomUsersOverRest(PacedCalls calls) {
        this.calls = calls;
    }

    @Override
    public UserListing list(ZoomUserStatus status, Optional<PageToken> from, Priority priority) {
        String path =
                USERS
                        + "?status="
                        + status.wireName()
                        + "&page_size="
                        + PAGE_SIZE
                        + from.map(token -> "&next_page_token=" + encoded(token.value()))
                                .orElse("");
        UserListing listing =
                switch (calls.call(
                        ZoomRequest.get(Operation.LIST_USERS, ZoomScope.LIST_USERS, path),
                        priority)) {
                    case Result.Failed(var trouble) -> new UserListing.Failed(trouble);
                    case Result.Answered(var answer, Secret body) ->
                            UserAnswers.listing(
                                    answer, ZoomJson.read(body), status, from.isPresent());
                };
        switch (listing) {
            case UserListing.Page _ -> calls.count(Operation.LIST_USERS, "done");
            case UserListing.PageExpired _ -> calls.count(Operation.LIST_USERS, "page_expired");
            case UserListing.Failed _ -> {}
        }
        return listing;
    }

    @Override
    public UserReading get(ZoomUserRef user, Priority priority) {
        UserReading reading =
                switch (calls.call(
                        ZoomRequest.get(Operation.GET_USER, ZoomScope.READ_USER, pathOf(user)),
                        priority)) {
                    case Result.Failed(var trouble) -> new UserReading.Failed(trouble);
                    case Result.Answered(var answer, Secret body) ->
                            UserAnswers.reading(answer, ZoomJson.read(body));
                };
        switch (reading) {
            case UserReading.Found _ -> calls.count(Operation.GET_USER, "done");
            case UserReading.NotThere _, UserReading.Pending _ ->
                    calls.count(Operation.GET_USER, "not_there");
            case UserReading.Failed _ -> {}
        }
        return reading;
    }

    @Override
    public UserCreation create(NewZoomUser user, Priority priority) {
        ObjectNode body = ZoomJson.object().put("action", "ssoCreate");
        ObjectNode info =
                body.putObject("user_info")
                        .put("email", user.email().value())
                        .put("type", user.type());
        put(info, "first_name", user.firstName(), NAME_LENGTH);
        put(info, "last_name", user.lastName(), NAME_LENGTH);
        put(info, "display_name", user.displayName(), DISPLAY_NAME_LENGTH);
        ZoomRequest request =
                new ZoomRequest(
                        Operation.CREATE_USER,
                        ZoomScope.CREATE_USER,
                        "POST",
                        USERS,
                        Optional.of(ZoomJson.write(body)));
        UserCreation creation =
                switch (calls.call(request, priority)) {
                    case Result.Failed(var trouble) -> new UserCreation.Failed(trouble);
                    case Result.Answered(var answer, Secret answered) ->
                            UserAnswers.creation(answer, ZoomJson.read(answered));
                };
        switch (creation) {
            case UserCreation.Created _ -> calls.count(Operation.CREATE_USER, "done");
            case UserCreation.Taken _ -> calls.count(Operation.CREATE_USER, "taken");
            case UserCreation.Refused _ -> calls.count(Operation.CREATE_USER, "refused");
            case UserCreation.Failed _ -> {}
        }
        return creation;
    }

    @Override
    public UserWriting update(ZoomUserRef user, ZoomUserEdit edit, Priority priority) {
        if (edit.isEmpty()) {
            return new UserWriting.Done();
        }
        ObjectNode body = ZoomJson.object();
        put(body, "first_name", edit.firstName(), NAME_LENGTH);
        put(body, "last_name", edit.lastName(), NAME_LENGTH);
        put(body, "display_name", edit.displayName(), DISPLAY_NAME_LENGTH);
        put(body, "dept", edit.department(), Integer.MAX_VALUE);
        edit.type().ifPresent(type -> body.put("type", type));
        return write(
                new ZoomRequest(
                        Operation.UPDATE_USER,
                        ZoomScope.UPDATE_USER,
                        "PATCH",
                        pathOf(user),
                        Optional.of(ZoomJson.write(body))),
                priority);
    }

    @Override
    public UserWriting setActive(ZoomUserRef user, boolean active, Priority priority) {
        ObjectNode body = ZoomJson.object().put("action", active ? "activate" : "deactivate");
        return write(
                new ZoomRequest(
                        Operation.SET_USER_STATUS,
                        ZoomScope.UPDATE_STATUS,
                        "PUT",
                        pathOf(user) + "/status",
                        Optional.of(ZoomJson.write(body))),
                priority);
    }

    @Override
    public UserWriting remove(ZoomUserRef user, UserRemoval removal, Priority priority) {
        String action = removal.way().name().toLowerCase(Locale.ROOT);
        return write(
                new ZoomRequest(
                        Operation.DELETE_USER,
                        ZoomScope.DELETE_USER,
                        "DELETE",
                        pathOf(user) + "?action=" + action + inheritance(removal),
                        Optional.empty()),
                priority);
    }

    private static String inheritance(UserRemoval removal) {
        return switch (removal) {
            case UserRemoval.WithoutHeir _ -> "";
            case UserRemoval.WithHeir heir ->
                    "&transfer_email="
                            + encoded(heir.heir().value())
                            + "&transfer_meeting="
                            + heir.meetings()
                            + "&transfer_recording="
                            + heir.recordings()
                            + "&transfer_webinar="
                            + heir.webinars();
        };
    }

    private UserWriting write(ZoomRequest request, Priority priority) {
        UserWriting writing =
                switch (calls.call(request, priority)) {
                    case Result.Failed(var trouble) -> new UserWriting.Failed(trouble);
                    case Result.Answered(var answer, _) ->
                            UserAnswers.writing(request.operation(), answer);
                };
        switch (writing) {
            case UserWriting.Done _ -> calls.count(request.operation(), "done");
            case UserWriting.NotThere _ -> calls.count(request.operation(), "not_there");
            case UserWriting.Refused _ -> calls.count(request.operation(), "refused");
            case UserWriting.Failed _ -> {}
        }
        return writing;
    }

    private static String pathOf(ZoomUserRef user) {
        return USERS + "/" + user.pathSegment();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode body, String member, Optional<String> text, int most) {
        text.ifPresent(value -> body.put(member, cut(value, most)));
    }

    // Never through the middle of a character.
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }
}
