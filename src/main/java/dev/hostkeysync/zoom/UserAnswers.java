package dev.hostkeysync.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.zoom.limit.RateClass.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What Zoom's answers about users mean. The codes are those of the methods' references (Zoom API,
/// Users, March 2026); an answer that is not in them is [ZoomOutcome.Unknown].
final class UserAnswers {

    private record Refusal(Obstacle obstacle, String reason) {}

    private UserAnswers() {}

    /// @param continued whether the request carried a page token
    static UserListing listing(
            ZoomAnswer answer, Optional<JsonNode> body, ZoomUserStatus status, boolean continued) {
        Optional<JsonNode> users = body.map(json -> json.path("users")).filter(JsonNode::isArray);
        if (answer.status() == 200 && users.isPresent()) {
            return page(body.get(), users.get(), status);
        }
        return continued && answer.status() == 400 && answer.error().is(300)
                ? new UserListing.PageExpired(
                        answer.name() + ": the page token is invalid or older than 15 minutes")
                : new UserListing.Failed(answer.unknown());
    }

    private static UserListing.Page page(JsonNode body, JsonNode entries, ZoomUserStatus status) {
        List<ZoomUser> users = new ArrayList<>(entries.size());
        entries.forEach(entry -> ZoomUser.of(entry, status).ifPresent(users::add));
        return new UserListing.Page(
                users,
                entries.size() - users.size(),
                Optional.of(body.path("next_page_token").asText(""))
                        .filter(token -> !token.isEmpty())
                        .map(PageToken::new),
                Math.max(0, body.path("total_records").asInt(0)));
    }

    static UserReading reading(ZoomAnswer answer, Optional<JsonNode> body) {
        Optional<ZoomUser> user =
                answer.status() == 200
                        ? body.flatMap(json -> ZoomUser.of(json, ZoomUserStatus.ACTIVE))
                        : Optional.empty();
        return user.<UserReading>map(UserReading.Found::new)
                .or(() -> unknown(answer).map(UserReading.NotThere::new))
                .or(() -> pending(answer).map(UserReading.Pending::new))
                .orElseGet(() -> new UserReading.Failed(answer.unknown()));
    }

    static UserCreation creation(ZoomAnswer answer, Optional<JsonNode> body) {
        Optional<ZoomUserId> id =
                answer.status() == 201
                        ? body.flatMap(json -> ZoomUserId.parse(json.path("id").asText("")))
                        : Optional.empty();
        if (id.isPresent()) {
            return new UserCreation.Created(id.get());
        }
        boolean taken =
                (answer.status() == 409 && answer.error().is(1005))
                        || (answer.status() == 400 && answer.error().is(1009));
        if (taken) {
            return new UserCreation.Taken(
                    answer.name() + ": the address is another user's, here or in another account");
        }
        return refusal(Operation.CREATE_USER, answer)
                .<UserCreation>map(
                        refusal -> new UserCreation.Refused(refusal.obstacle(), refusal.reason()))
                .orElseGet(() -> new UserCreation.Failed(answer.unknown()));
    }

    static UserWriting writing(Operation operation, ZoomAnswer answer) {
        // Of the status the references name 200 and, before 2026, 204.
        boolean done =
                answer.status() == 204
                        || (operation == Operation.SET_USER_STATUS && answer.status() == 200);
        if (done) {
            return new UserWriting.Done();
        }
        return unknown(answer)
                .or(() -> pending(answer))
                .<UserWriting>map(UserWriting.NotThere::new)
                .or(() ->
                        refusal(operation, answer)
                                .map(refusal ->
                                        new UserWriting.Refused(
                                                refusal.obstacle(), refusal.reason())))
                .orElseGet(() -> new UserWriting.Failed(answer.unknown()));
    }

    private static Optional<String> unknown(ZoomAnswer answer) {
        return answer.status() == 404 && answer.error().is(1001)
                ? Optional.of(answer.name() + ": no such user")
                : Optional.empty();
    }

    private static Optional<String> pending(ZoomAnswer answer) {
        return answer.status() == 400 && answer.error().is(1120)
                ? Optional.of(answer.name() + ": the user has not accepted the invitation")
                : Optional.empty();
    }

    private static Optional<Refusal> refusal(Operation operation, ZoomAnswer answer) {
        int code = answer.error().code().orElse(-1);
        return switch (answer.status()) {
            case 400 -> badRequest(operation, code, answer.name() + ": ");
            case 404 -> notFound(code, answer.name() + ": ");
            default -> Optional.empty();
        };
    }

    private static Optional<Refusal> badRequest(Operation operation, int code, String name) {
        return switch (code) {
            case 200 ->
                    refused(
                            Obstacle.PERMISSION,
                            name + "the app's role may not do this, or not to this user");
            case 300 -> refused(Obstacle.VALUE, name + invalid(operation));
            case 1000 ->
                    refused(
                            Obstacle.OFFICE,
                            name + "the user manages a call queue or operates a reception");
            case 1107 ->
                    refused(
                            Obstacle.DOMAIN,
                            name
                                    + (operation == Operation.DELETE_USER
                                            ? "a user of a managed domain cannot be disassociated"
                                            : "the address's domain is blocked"));
            case 1108 -> refused(Obstacle.LICENCE, name + "the user's type does not allow it");
            case 1109 -> refused(Obstacle.LICENCE, name + "the user is not a paid user");
            case 1116 -> refused(Obstacle.DOMAIN, name + "the account takes other domains only");
            case 1117 ->
                    refused(Obstacle.PERMISSION, name + "an administrator cannot be disassociated");
            case 2002 -> refused(Obstacle.SIGN_ON, name + "single sign-on is off for the account");
            case 2016, 2035, 2036, 2037 ->
                    refused(Obstacle.PERMISSION, name + "the account may not add this user");
            case 2032 ->
                    refused(
                            Obstacle.SIGN_ON,
                            name + "pre-provisioning of sign-on users is off for the account");
            case 2033, 2034, 2038, 2039, 3412 ->
                    refused(Obstacle.LICENCE, name + "the account has no licence for the user");
            case 4100 -> refused(Obstacle.VALUE, name + "the personal link name is taken");
            case 11321 -> refused(Obstacle.DOMAIN, name + "Zoom has blocked the address's domain");
            default -> Optional.empty();
        };
    }

    private static Optional<Refusal> notFound(int code, String name) {
        return switch (code) {
            case 1102 -> refused(Obstacle.LICENCE, name + "the account has no Zoom Phone licence");
            case 4130 -> refused(Obstacle.VALUE, name + "no such group");
            default -> Optional.empty();
        };
    }

    private static String invalid(Operation operation) {
        return switch (operation) {
            case DELETE_USER ->
                    "the heir cannot take over, or the user's Zoom Events stand in the way";
            case SET_USER_STATUS -> "the user's upcoming Zoom Events stand in the way";
            default -> "Zoom refuses a value, such as a name";
        };
    }

    private static Optional<Refusal> refused(Obstacle obstacle, String reason) {
        return Optional.of(new Refusal(obstacle, reason));
    }
}
