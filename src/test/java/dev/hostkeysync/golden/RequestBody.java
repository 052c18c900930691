package dev.hostkeysync.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/// What a step sends.
sealed interface RequestBody {

    String text(Memory memory);

    record None() implements RequestBody {

        @Override
        public String text(Memory memory) {
            return "";
        }
    }

    /// @param changes members that replace those of the body: clients send back what they have
    ///   read, changed in places; null takes a member away
    record Json(JsonNode body, Optional<JsonNode> changes) implements RequestBody {

        @Override
        public String text(Memory memory) {
            JsonNode whole = memory.fill(body);
            if (changes.isPresent() && whole instanceof ObjectNode object) {
                memory.fill(changes.get()).properties().forEach(change -> change(object, change));
            }
            return whole.toString();
        }

        private static void change(ObjectNode object, Map.Entry<String, JsonNode> change) {
            if (change.getValue().isNull()) {
                object.remove(change.getKey());
            } else {
                object.set(change.getKey(), change.getValue());
            }
        }
    }

    /// As it is, JSON or not.
    record Raw(String raw) implements RequestBody {

        @Override
        public String text(Memory memory) {
            return memory.fill(raw);
        }
    }

    /// Too much, if there are enough of them.
    record Blanks(int count) implements RequestBody {

        @Override
        public String text(Memory memory) {
            return " ".repeat(count);
        }
    }

    static RequestBody read(Members request) {
        Optional<RequestBody> json =
                request.optional("body").map(body -> new Json(body, request.optional("changes")));
        return json.or(() -> request.optionalText("raw").map(Raw::new))
                .or(() -> request.optional("blanks").map(count -> new Blanks(count.asInt())))
                .orElseGet(None::new);
    }
}
