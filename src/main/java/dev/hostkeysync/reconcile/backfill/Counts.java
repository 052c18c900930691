package dev.hostkeysync.reconcile.backfill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/// How many users stand where.
///
/// @param states by [UserState#wireName]
/// @param skipped by reason
record Counts(
        @JsonProperty Map<String, Integer> states, @JsonProperty Map<String, Integer> skipped) {

    static final Counts NONE = new Counts(Map.of(), Map.of());

    int of(UserState state) {
        return states.getOrDefault(state.wireName(), 0);
    }

    /// Everybody who gets, or would get, a key.
    @JsonIgnore
    int total() {
        return states.values().stream().mapToInt(Integer::intValue).sum() - of(UserState.SKIPPED);
    }

    /// Who do not hold up the end, and of whom something may come after it.
    @JsonIgnore
    int behind() {
        return of(UserState.WAITING) + of(UserState.FAILED) + of(UserState.IN_DOUBT);
    }

    /// Of whom something is still to come while it runs.
    @JsonIgnore
    int left() {
        return of(UserState.PLANNED) + of(UserState.MARKED);
    }
}
