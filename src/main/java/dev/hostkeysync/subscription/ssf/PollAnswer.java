package dev.hostkeysync.subscription.ssf;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a receiver that fetches gets (RFC 8936 section 2.3).
///
/// @param sets by `jti`, in the order in which they happened
/// @param moreAvailable whether more wait behind these
@Schema(name = "SsfPollAnswer")
record PollAnswer(@JsonProperty Map<String, String> sets, @JsonProperty boolean moreAvailable) {

    static final PollAnswer NOTHING = new PollAnswer(Map.of(), false);

    PollAnswer {
        sets = Collections.unmodifiableMap(new LinkedHashMap<>(sets));
    }

    @Override
    public String toString() {
        return "PollAnswer[" + sets.keySet() + "]";
    }
}
