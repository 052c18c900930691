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

    private static ZoomAnswer answer(int status, int code) {
        return ZoomAnswer.of(
                new Answered(
                        status,
                        HttpHeaders.of(Map.of(), (_, _) -> true),
                        Secret.of("{\"code\":" + code + ",\"message\":\"m\"}")));
    }
}
