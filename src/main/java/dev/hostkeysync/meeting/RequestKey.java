package dev.hostkeysync.meeting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.access.Caller;
import dev.hostkeysync.common.Problem;
import java.util.Arrays;
import java.util.Optional;

/// What `Idempotency-Key` says, in the form in which it is kept: neither the key nor the body,
/// which may hold a passcode, can be read from it.
///
/// @param hash of the caller and the key: the keys of two callers have nothing to do with each
///   other
/// @param body changes with the body, but not with the order of its members or blanks between them
@SuppressWarnings("ArrayRecordComponent") // compared by content, and nobody writes to them
record RequestKey(byte[] hash, byte[] body) {

    private static final int LONGEST = 255;

    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    /// @param header empty = none was sent
    /// @throws dev.hostkeysync.common.ProblemException 400, when it cannot be one
    static Optional<RequestKey> of(Optional<String> header, Caller caller, JsonNode body) {
        header.filter(key -> !isKey(key))
                .ifPresent(_ -> {
                    throw Problem.of(
                                    "bad-idempotency-key", 400, "The Idempotency-Key cannot be one")
                            .detail(
                                    "Idempotency-Key must have 1 to "
                                            + LONGEST
                                            + " printable ASCII characters, such as a UUID.")
                            .toException();
                });
        return header.map(key ->
                new RequestKey(
                        Sha256.of(caller.label() + "\0" + key), Sha256.keyed(key, sorted(body))));
    }

    private static boolean isKey(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static String sorted(JsonNode body) {
        try {
            return SORTED.writeValueAsString(SORTED.treeToValue(body, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read cannot be written", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestKey that
                && Arrays.equals(hash, that.hash)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "RequestKey[redacted]";
    }
}
