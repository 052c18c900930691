package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.common.Problems;
import dev.hostkeysync.provisioning.SyncState;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `?state=`: how the work stands, or what the user has. The two have no word in common.
sealed interface StateFilter {

    record Everybody() implements StateFilter {}

    record OfWork(SyncState state) implements StateFilter {}

    record OfKey(KeyState state) implements StateFilter {}

    /// @param text in letters of any case, with `-` for `_`
    /// @throws dev.hostkeysync.common.ProblemException 400, with the words there are
    static StateFilter parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return new Everybody();
        }
        String name = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return words().filter(word -> word.name().equals(name))
                .findFirst()
                .map(StateFilter::of)
                .orElseThrow(() ->
                        Problems.badRequest(
                                        "state can be "
                                                + words().map(Enum::name)
                                                        .collect(Collectors.joining(", ")))
                                .toException());
    }

    private static Stream<Enum<?>> words() {
        return Stream.concat(
                Arrays.<Enum<?>>stream(SyncState.values()),
                Arrays.<Enum<?>>stream(KeyState.values()));
    }

    private static StateFilter of(Enum<?> word) {
        return word instanceof SyncState work ? new OfWork(work) : new OfKey((KeyState) word);
    }
}
