package dev.hostkeysync.webhook.okta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One event of a batch (Okta: System Log API, `LogEvent`), reduced to what we act on. Who did it,
/// from which address, device and place is dropped here, and so is `debugContext` but for the names
/// of the attributes that changed.
///
/// @param uuid as it was sent, unchecked; the same whenever the event is sent again
/// @param published as it was sent, unchecked
/// @param changedAttributes names only, in lower case
record OktaEvent(
        String type,
        String uuid,
        String published,
        boolean succeeded,
        List<OktaTarget> targets,
        Set<String> changedAttributes) {

    static OktaEvent parse(JsonNode event) {
        return new OktaEvent(
                event.path("eventType").asText(""),
                event.path("uuid").asText(""),
                event.path("published").asText(""),
                event.at("/outcome/result").asText("").equals("SUCCESS"),
                event.path("target").valueStream().map(OktaTarget::parse).toList(),
                names(event.at("/debugContext/debugData")));
    }

    List<OktaTarget> targets(String type) {
        return targets.stream().filter(target -> target.is(type)).toList();
    }

    private static Set<String> names(JsonNode debugData) {
        String text =
                debugData.path("changedAttributes").asText("")
                        + ","
                        + debugData.path("changed_attributes").asText("");
        return Arrays.stream(text.split(",", -1))
                .map(name -> name.strip().toLowerCase(java.util.Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
