package dev.hostkeysync.zoom;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoom.http.Reply.Answered;
import dev.hostkeysync.zoom.limit.RateClass.Operation;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;

/// Answers about users as Zoom's references list them, for tests of others.
public final class DocumentedAnswers {

    private DocumentedAnswers() {}

    public static UserCreation creation(int status, int code) {
        return UserAnswers.creation(answer(status, code), Optional.empty());
    }

    public static UserWriting update(int status, int code) {
        return UserAnswers.writing(Operation.UPDATE_USER, answer(status, code));
    }

    public static UserWriting statusChange(int status, int code) {
        return UserAnswers.writing(Operation.SET_USER_STATUS, answer(status, code));
    }

    public static UserWriting removal(int status, int code) {
        return UserAnswers.writing(Operation.DELETE_USER, answer(status, code));
    }

    /// @param body Zoom's, an error or a meeting
    public static MeetingCreation meeting(int status, String body) {
        return MeetingAnswers.creation(
                answer(status, body), ZoomJson.read(Secret.of(body)), /* forAnother */ true);
    }

    /// The same to who schedules in their own name.
    static MeetingCreation ownMeeting(int status, String body) {
        return MeetingAnswers.creation(
                answer(status, body), ZoomJson.read(Secret.of(body)), /* forAnother */ false);
    }

    /// @param body as above
    public static AssistantGrant assistant(int status, String body) {
        return MeetingAnswers.grant(answer(status, body), ZoomJson.read(Secret.of(body)));
    }

    private static ZoomAnswer answer(int status, int code) {
        return answer(status, "{\"code\":" + code + ",\"message\":\"m\"}");
    }

    private static ZoomAnswer answer(int status, String body) {
        return ZoomAnswer.of(
                new Answered(status, HttpHeaders.of(Map.of(), (_, _) -> true), Secret.of(body)));
    }
}
